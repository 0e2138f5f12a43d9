/** Events at an even pace: in every store one order that its person claims and gives back, again and again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlacedOrder } from '@curbline/contracts/http';
import type { ChainStore } from './chain.js';
import { addressOf, type LeanHttp } from './lean-http.js';
import type { Ledger } from './pickup-story.js';
import { stampedId } from './stamps.js';

interface Bell {
  readonly store: ChainStore;
  readonly address: string;
  readonly order: string;
  claimed: boolean;
  busy: boolean;
}

export class Tapping {
  private readonly bells: Bell[] = [];

  constructor(
    private readonly http: LeanHttp,
    private readonly apiKey: string,
    private readonly ledger: Ledger,
  ) {}

  /** @throws Error when an order is refused. */
  async prepare(stores: readonly ChainStore[]): Promise<void> {
    for (const [n, store] of stores.entries()) {
      const address = addressOf(0xf00000 + n + (process.pid % 100) * 1000);
      const placed = await this.http.ask<PlacedOrder>({
        method: 'POST',
        path: '/v1/orders',
        authorization: `Bearer ${this.apiKey}`,
        address,
        body: {
          storeId: store.id,
          customer: { firstName: 'Lou', language: 'fr' },
          itemsCount: 3,
          state: 'ready',
        },
      });
      if (placed.status !== 201) throw new Error(`the order was refused: ${placed.status}`);
      const order = placed.body.order.id;
      const path = `/v1/stores/${store.id}/orders/${order}/arrival`;
      await this.http.ask({ method: 'POST', path, cookie: store.handheld, address, body: {} });
      this.bells.push({ store, address, order, claimed: false, busy: false });
    }
  }

  /** @param aSecond over all stores */
  async run(aSecond: number, forMs: number): Promise<void> {
    if (aSecond <= 0 || this.bells.length === 0) return;
    const startedAt = performance.now();
    const running = new Set<Promise<void>>();
    for (let n = 0; performance.now() - startedAt < forMs; n += 1) {
      await sleep(Math.max(0, startedAt + (n * 1000) / aSecond - performance.now()));
      const bell = this.bells[n % this.bells.length]!;
      // One that has no answer yet would only be refused.
      if (bell.busy) continue;
      const tap = this.tap(bell).finally(() => running.delete(tap));
      running.add(tap);
    }
    await Promise.all(running);
  }

  private async tap(bell: Bell): Promise<void> {
    const command = bell.claimed ? 'release' : 'claim';
    const { store, order, address } = bell;
    bell.busy = true;
    const startedAt = performance.now();
    const { status } = await this.http.ask({
      method: 'POST',
      path: `/v1/stores/${store.id}/orders/${order}/${command}`,
      cookie: store.handheld,
      address,
      requestId: stampedId('tap'),
      body: {},
    });
    this.ledger.note(`tap ${command}`, status, performance.now() - startedAt);
    bell.busy = false;
    if (status === 200) bell.claimed = !bell.claimed;
  }
}
