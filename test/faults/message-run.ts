/**
 * A run over messages: copies of notification-service are killed at moments chosen by chance, but repeatable, and started
 * again, while orders are placed and served; at the end it is waited until nothing is to be sent any more.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@curbline/testkit';
import { checkMessages, type MessageVerdict } from './check-messages.js';
import { History } from './history.js';
import { messageCluster, type MessageCluster } from './message-cluster.js';
import { harvestMessages } from './message-harvest.js';
import type { MessageLine } from './message-history.js';
import { MessageLoad } from './message-load.js';
import { MessageProviders, type Moment } from './message-providers.js';
import type { Program } from './program.js';

export interface MessageRunOptions {
  readonly seed: number;
  /** Processes that are killed. */
  readonly kills: number;
  /** Where the history goes, and what the programs say. */
  readonly out: string;
  /** Customers at once. */
  readonly customers?: number;
  readonly say?: (line: string) => void;
}

const WHERE = ['mail', 'sms', 'push', 'webhook'] as const;
/** Without such a moment within this time, the kill comes all the same. */
const MOMENT_WITHIN_MS = 3_000;
/** At the end everything is sent, or its lease has run out, within this. */
const SETTLED_WITHIN_MS = 240_000;

/** @throws Error when the programs do not start or the load is refused */
export async function messageRun(options: MessageRunOptions): Promise<MessageVerdict & { path: string }> {
  const { seed, out, customers = 8, say = () => {} } = options;
  const history = new History<MessageLine>(join(out, `messages-${seed}.ndjson`));
  const requests = new History(join(out, `messages-${seed}-requests.ndjson`));
  const frame = { shape: 'messages', seed } as const;
  history.add({ t: 'begin', at: Date.now(), ...frame });
  const providers = await MessageProviders.start(history);
  const onDied = (process: string): void => history.add({ t: 'died', at: Date.now(), process });
  const logFile = join(out, `messages-${seed}.log`);
  const cluster = await messageCluster({ logFile, onDied }, providers.env);
  try {
    const load = await MessageLoad.ready(cluster, providers, requests);
    const lanes = Promise.all(
      Array.from({ length: customers }, (_, n) => load.serve(new SeededRandom(seed + n + 1))),
    );
    const kills = new Killing(cluster, providers, history, options).run();
    // Whichever fails ends the run.
    await Promise.race([kills, lanes.then(() => kills)]);
    load.end();
    await lanes;
    say('nobody is killed any more; what is left is sent');
    await settled(cluster);
    const stores = cluster.credentials.stores.map(({ id }) => id);
    const lines = await harvestMessages(cluster.database, stores, load.customers, load.devices);
    for (const line of lines) history.add(line);
    history.add({ t: 'end', at: Date.now(), ...frame });
  } finally {
    await cluster.stop();
    await providers.close();
    history.close();
    requests.close();
  }
  return { ...checkMessages(history.lines), path: history.path };
}

class Killing {
  private readonly random: SeededRandom;
  private done = 0;

  constructor(
    private readonly cluster: MessageCluster,
    private readonly providers: MessageProviders,
    private readonly history: History<MessageLine>,
    private readonly options: MessageRunOptions,
  ) {
    this.random = new SeededRandom(options.seed);
  }

  async run(): Promise<void> {
    const { kills, say = () => {} } = this.options;
    while (this.done < kills) {
      const before = this.done;
      await this.strike();
      // Every other time somebody is killed again while it starts.
      while (this.random.next() < 1 / 2 && this.done < kills) {
        await sleep(this.random.integer(100, 1_500));
        await this.kill('starting', this.some());
      }
      await Promise.all(this.cluster.victims.map((program) => program.ready()));
      if (Math.floor(before / 50) < Math.floor(this.done / 50)) say(`${this.done} of ${kills} killed`);
    }
  }

  private async strike(): Promise<void> {
    const { random } = this;
    const way = random.pick(['any time', 'planning', 'asked', 'taken', 'taken'] as const);
    if (way === 'any time') {
      await sleep(random.integer(0, 800));
      return this.kill(way, this.some());
    }
    const moment: Moment = way === 'planning' ? way : `${way} by ${random.pick(WHERE)}`;
    // What it is about is in either of them.
    const all = this.cluster.victims;
    const afterMs = way === 'planning' ? random.integer(0, 80) : 0;
    return this.providers.moments.during(moment, MOMENT_WITHIN_MS, async () => {
      await sleep(afterMs);
      await this.kill(moment, all);
    });
  }

  private some(): readonly Program[] {
    const [one, other] = this.cluster.victims;
    return this.random.pick([[one], [other], [one, other]]);
  }

  /** They are started again at once, as a supervisor does. */
  private async kill(moment: string, victims: readonly Program[]): Promise<void> {
    const processes = victims.map(({ name }) => name);
    this.history.add({ t: 'killed', at: Date.now(), moment, processes });
    await Promise.all(victims.map((program) => program.end('SIGKILL')));
    for (const program of victims) program.launch();
    this.done += victims.length;
  }
}

const UNDER_WAY = `
  SELECT (SELECT count(*) FROM delivery WHERE state = 'sending' OR state = 'waiting' AND due_at <= now())::integer AS sent,
    (SELECT count(*) FROM webhook_delivery WHERE state IN ('waiting', 'sending'))::integer AS hooks,
    (SELECT count(*) FROM delivery WHERE state = 'sending')::integer
      + (SELECT count(*) FROM webhook_delivery WHERE state = 'sending')::integer AS leased,
    (SELECT count(*) FROM store_stream AS stream WHERE NOT EXISTS (
      SELECT FROM log_cursor AS cursor WHERE cursor.store_id = stream.store_id AND cursor.seq = stream.seq
    ))::integer AS unread`;

/** What the killed were sending stays theirs until its lease runs out: that time is made short. */
async function settled(cluster: MessageCluster): Promise<void> {
  let isLater = false;
  for (const until = performance.now() + SETTLED_WITHIN_MS; performance.now() < until; await sleep(300)) {
    const [left] = await cluster.database.dataSource.query<[Readonly<Record<string, number>>]>(UNDER_WAY);
    const { sent = 0, hooks = 0, leased = 0, unread = 0 } = left;
    if (sent + hooks + unread === 0) return;
    // Nothing but leases is waited for.
    if (isLater || sent + hooks > leased || unread > 0) continue;
    isLater = true;
    await cluster.later();
  }
}
