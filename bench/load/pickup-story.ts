/**
 * One pickup from order to hand-over, in its own time: the shop orders, the customer opens the link, shares and
 * drives in with the page open, sending a fix whenever the server wants one; staff go when the car is there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FixesAnswer, PlacedOrder, TripStatusPush } from '@curbline/contracts/http';
import { generateDrive, SeededRandom } from '@curbline/simulation';
import type { ChainStore } from './chain.js';
import { addressOf, type LeanResponse, type Ask, type LeanHttp } from './lean-http.js';
import { stampedId } from './stamps.js';

/** Parked and still not noticed: staff see the car. */
const NOTICED_WITHIN_MS = 60_000;

export interface Summary {
  readonly begun: number;
  readonly handedOver: number;
  /** Arrivals that no positions told. */
  readonly unnoticed: number;
  readonly fixes: number;
  /** How often each thing got each answer: `fix 200`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Milliseconds by what was asked, at most a few thousand each. */
  readonly tookMs: Readonly<Record<string, readonly number[]>>;
}

const KEPT = 5_000;

export class Ledger {
  begun = 0;
  handedOver = 0;
  unnoticed = 0;
  fixes = 0;
  private readonly answers: Record<string, number> = {};
  private readonly tookMs: Record<string, number[]> = {};

  note(what: string, status: number, tookMs: number): void {
    const key = `${what} ${status}`;
    this.answers[key] = (this.answers[key] ?? 0) + 1;
    const took = (this.tookMs[what] ??= []);
    if (took.length < KEPT) took.push(tookMs);
    else took[Math.floor(Math.random() * KEPT)] = tookMs;
  }

  summary(): Summary {
    const { begun, handedOver, unnoticed, fixes, answers, tookMs } = this;
    return { begun, handedOver, unnoticed, fixes, answers, tookMs };
  }
}

let people = 0;

export class PickupStory {
  constructor(
    private readonly http: LeanHttp,
    private readonly apiKey: string,
    private readonly ledger: Ledger,
    private readonly roadM: number,
  ) {}

  /** Ends early, with its answers noted, when the server refuses something. */
  async tell(store: ChainStore, seed: number): Promise<void> {
    this.ledger.begun += 1;
    people += 1;
    const address = addressOf(people);
    const order = await this.ask<PlacedOrder>('order', {
      path: '/v1/orders',
      authorization: `Bearer ${this.apiKey}`,
      address: addressOf(0xa00000 + people),
      body: {
        storeId: store.id,
        customer: { firstName: 'Alix', language: 'fr' },
        itemsCount: 7,
        state: 'ready',
      },
    });
    if (order.status !== 201) return;
    const { order: placed, customerLink } = order.body;
    const token = customerLink.slice(customerLink.indexOf('#') + 1);
    const opened = await this.ask('link', { path: '/v1/link', address, body: { token } });
    const { cookie } = opened;
    const start = { path: `/v1/trips/${placed.tripId}/start`, address, cookie, body: { sharing: true } };
    if ((await this.ask('start', start)).status !== 200) return;
    const page = this.openPage(placed.tripId, cookie, address);
    await this.drive(store, seed, { tripId: placed.tripId, cookie, address }, () => page.state === 'arrived');
    page.close();
    if (page.state !== 'arrived') {
      this.ledger.unnoticed += 1;
      await this.staff(store, placed.id, 'arrival', {});
    }
    const random = new SeededRandom(seed);
    await sleep(random.integer(1_000, 5_000));
    await this.staff(store, placed.id, 'claim', {});
    await sleep(random.integer(1_500, 5_000));
    const { status } = await this.staff(store, placed.id, 'hand-over', {
      proof: 'none',
      reason: 'known_customer',
    });
    if (status === 200) this.ledger.handedOver += 1;
  }

  private async drive(
    { bay }: ChainStore,
    seed: number,
    { tripId, cookie, address }: { tripId: string; cookie: string; address: string },
    isOver: () => boolean,
  ): Promise<void> {
    const parkedS = NOTICED_WITHIN_MS / 1000;
    const journey = generateDrive({ goal: bay, lengthM: this.roadM, parkedS }, new SeededRandom(seed));
    const startedAt = Date.now();
    for (let n = 0; n < journey.length && !isOver();) {
      const { atMs, ...fix } = journey[n]!;
      await sleep(Math.max(0, startedAt + atMs - Date.now()));
      if (isOver()) return;
      const now = Date.now();
      const { body } = await this.ask<FixesAnswer>('fix', {
        path: `/v1/trips/${tripId}/fixes`,
        address,
        cookie,
        requestId: stampedId('fix'),
        body: { sentAt: now, fixes: [{ ...fix, recordedAt: now }] },
      });
      this.ledger.fixes += 1;
      n += Math.max(1, Math.round(body?.nextFixInS ?? 5));
    }
  }

  /** The customer's page: its stream tells what has become of the trip. */
  private openPage(tripId: string, cookie: string, address: string): { state: string; close(): void } {
    const page = { state: '', close: (): void => {} };
    let waiting = '';
    page.close = this.http.listen({ path: `/v1/trips/${tripId}/events`, cookie, address }, (text) => {
      const messages = (waiting + text).split('\n\n');
      waiting = messages.pop() ?? '';
      for (const message of messages) {
        if (!message.includes('event: status')) continue;
        const line = message.split('\n').find((part) => part.startsWith('data:'));
        page.state = (JSON.parse(line?.slice(5) ?? '{}') as TripStatusPush).tripState;
      }
    });
    return page;
  }

  private staff(
    store: ChainStore,
    order: string,
    command: string,
    body: object,
  ): Promise<LeanResponse<unknown>> {
    const path = `/v1/stores/${store.id}/orders/${order}/${command}`;
    const address = addressOf(0xe00000 + Number(store.id.slice(-5)));
    return this.ask(command, { path, address, cookie: store.handheld, requestId: stampedId('tap'), body });
  }

  private async ask<Body>(what: string, asked: Ask): Promise<LeanResponse<Body>> {
    const startedAt = performance.now();
    const answer = await this.http.ask<Body>({ method: 'POST', ...asked });
    this.ledger.note(what, answer.status, performance.now() - startedAt);
    return answer;
  }
}
