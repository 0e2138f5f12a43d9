/** A process of shops, customers and staff: what they do goes over real HTTP, each from an address of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '@curbline/testkit';
import type { ChainStore } from './chain.js';
import { answerParent } from './client-process.js';
import { PickupStory, Ledger } from './pickup-story.js';
import { LeanHttp } from './lean-http.js';
import { Tapping } from './tapping.js';

interface Begin {
  readonly to: string;
  readonly apiKey: string;
  readonly stores: readonly ChainStore[];
  readonly seed: number;
  readonly trips: number;
  /** The trips begin evenly over this long, ms. */
  readonly overMs: number;
  readonly roadM: number;
  /** Claims and releases a second, over all stores, and for how long. */
  readonly taps: number;
  readonly tapForMs: number;
}

let ledger = new Ledger();
let running: Promise<void> = Promise.resolve();
let http: LeanHttp | undefined;

async function begin(wish: Begin): Promise<void> {
  const line = (http ??= new LeanHttp(wish.to));
  const story = new PickupStory(line, wish.apiKey, ledger, wish.roadM);
  const tapping = new Tapping(line, wish.apiKey, ledger);
  if (wish.taps > 0) await tapping.prepare(wish.stores);
  const random = new SeededRandom(wish.seed);
  const trips = Array.from({ length: wish.trips }, async (_, n) => {
    await sleep((wish.overMs * n) / wish.trips);
    await story.tell(wish.stores[n % wish.stores.length]!, random.integer(1, 1_000_000));
  });
  running = Promise.all([...trips, tapping.run(wish.taps, wish.tapForMs)]).then(() => {});
}

answerParent({
  begin,
  /** So far. */
  ledger: () => ledger.summary(),
  /** Waits for the last trip. */
  finish: async () => {
    await running;
    return ledger.summary();
  },
  forget: () => {
    ledger = new Ledger();
  },
  close: () => {
    http?.close();
    http = undefined;
  },
});
