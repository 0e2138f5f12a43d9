/**
 * `npm run simulate`: drives one trip through the HTTP API of a running Curbline, as a customer's phone would, and prints
 * what happens. Exit codes: 0 when the arrival was detected, 1 when it was not, 2 when the input cannot be used.
 */
import '@curbline/bootstrap/require-node';
import { Command, InvalidArgumentError } from 'commander';
import type { CustomerView } from '@curbline/contracts/http';
import { readDemoCredentials } from '../demo/credentials.js';
import { readCurblineEnvironment } from '../env.js';
import {
  drivePhone,
  durationMs,
  generateDrive,
  type Journey,
  lastPart,
  moveTo,
  Phone,
  SeededRandom,
  ShopSystem,
} from '@curbline/simulation';
import { readTrace } from './replay/trace-file.js';
import { Unreadable } from './replay/unreadable.js';

interface Options {
  trace?: string;
  trip?: string;
  ontoStore?: boolean;
  speed: number;
  minutes: number;
  seed: number;
  url: string;
  link?: string;
  apiKey?: string;
  store?: string;
  wait: number;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('must be a number above 0');
  return value;
};

const program = new Command('simulate')
  .description('Drive a recorded or made-up trip through the HTTP API of a running Curbline')
  .option('--trace <file>', 'a recorded trip, .csv or .gpx; without it a drive is made up')
  .option('--trip <id>', 'which trip of a CSV that holds several')
  .option('--onto-store', 'move the recorded trip so that it ends at the store')
  .option('--speed <times>', 'so many times faster than life', positive, 1)
  .option(
    '--minutes <n>',
    'only the last minutes of the trip (at most 25: older positions are not taken)',
    positive,
    15,
  )
  .option('--seed <n>', 'of the made-up drive', positive, 1)
  .option('--url <address>', 'where Curbline runs', 'http://localhost:3000')
  .option('--link <link>', 'a customer’s link; without it an order is placed')
  .option('--api-key <key>', 'of the shop that places the order; without it the demo’s')
  .option('--store <id>', 'where the order is placed; without it the demo’s first store')
  .option('--wait <seconds>', 'how long to wait for the arrival after the last position', positive, 60);

async function run(options: Options): Promise<boolean> {
  const url = options.url.replace(/\/+$/, '');
  const link = options.link ?? (await orderLink(url, options));
  const phone = new Phone(url);
  const say = printer();
  const view = await phone.open(link);
  say(`opened the link: order ${view.orders[0]?.shortCode ?? '?'} at ${view.store.name}`);
  const journey = await journeyOf(options, view);
  const speed = Math.max(1, options.speed);
  say(
    `the drive takes ${minutes(durationMs(journey))}` +
      (speed > 1 ? `, told in ${minutes(durationMs(journey) / speed)}` : ''),
  );

  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let arrived: (seen: boolean) => void = () => {};
  const arrival = new Promise<boolean>((resolve) => (arrived = resolve));
  const listening = phone.listen(({ status }) => {
    if (!status) return;
    say(
      `heard: trip ${status.tripState}, order ${status.orderState}${status.runner ? `, ${status.runner} is coming` : ''}`,
    );
    if (status.arrivedAt) arrived(true);
  }, stop.signal);
  listening.catch((error: unknown) => stop.signal.aborted || say(`the stream broke: ${String(error)}`));

  await phone.start(true);
  say('“I’m on my way”, sharing the position');
  const sent = await drivePhone({
    phone,
    journey,
    speed,
    signal: stop.signal,
    told: (answer, count, atMs) => {
      const left = answer.eta
        ? `, ${minutes(answer.eta.seconds * 1000)} left (${minutes(answer.eta.lowSeconds * 1000)} to ${minutes(answer.eta.highSeconds * 1000)})`
        : '';
      const refused = answer.refused.length > 0 ? `, ${answer.refused.map((r) => r.reason).join(' ')}` : '';
      say(`at ${minutes(atMs)}: ${count} sent${refused}${left}; next in ${answer.nextFixInS} s`);
    },
  });
  const late = setTimeout(() => arrived(false), options.wait * 1000);
  stop.signal.addEventListener('abort', () => arrived(false));
  const seen = await arrival;
  clearTimeout(late);
  say(seen ? `arrived, after ${sent} positions` : `no arrival was seen, after ${sent} positions`);
  stop.abort();
  return seen;
}

async function orderLink(url: string, { apiKey, store }: Options): Promise<string> {
  const demo = apiKey && store ? undefined : await readDemoCredentials(readCurblineEnvironment().dataDir);
  const [key, storeId] = [apiKey ?? demo?.apiKey, store ?? demo?.stores[0]?.id];
  if (!key || !storeId) {
    throw new Unreadable(
      'simulate',
      'needs --link, or --api-key and --store, or the demo’s credentials in DATA_DIR',
    );
  }
  const customer = { firstName: 'Sim', lastName: 'Ulator', language: 'en' as const };
  return (await new ShopSystem(url, key).place({ storeId, customer, state: 'ready' })).customerLink;
}

async function journeyOf(options: Options, { store }: CustomerView): Promise<Journey> {
  if (!options.trace)
    return generateDrive({ goal: store.entrance, lengthM: 2_500 }, new SeededRandom(options.seed));
  const fixes = await readTrace(options.trace, options.trip);
  const zero = fixes[0]?.recordedAt ?? 0;
  const whole = fixes.map(({ recordedAt, ...fix }) => ({ ...fix, atMs: recordedAt - zero }));
  const part = lastPart(whole, Math.min(25, options.minutes) * 60_000);
  return options.ontoStore ? moveTo(part, store.entrance) : part;
}

/** Prints lines with the time since the start. */
function printer(): (line: string) => void {
  const startedAt = Date.now();
  return (line) => console.log(`${minutes(Date.now() - startedAt).padStart(6)}  ${line}`);
}

function minutes(ms: number): string {
  const s = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

try {
  process.exitCode = (await run(program.parse().opts<Options>())) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof Unreadable ? 2 : 1;
}
