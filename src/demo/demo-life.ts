/**
 * Simulated customers order, drive in and wait, and staff serve them. They use the HTTP API as phones, boards and shops do,
 * so that a visitor sees what the program does.
 */
import { pause, SeededRandom } from '@curbline/simulation';
import { DemoCustomer } from './demo-customer.js';
import { DemoStaff } from './demo-staff.js';
import type { Demo } from './seed-demo.js';
import { DEMO_STORES, type DemoStore } from './demo-stores.js';

/** The most simulated customers of a store at once. */
const MAX_CUSTOMERS = 5;
const BETWEEN_CUSTOMERS_S = { least: 25, most: 80 } as const;
/** The same seed creates the same customers in the same order. */
const SEED = 20_260;

export class DemoLife {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly url: string,
    private readonly demo: Demo,
    private readonly say: (line: string) => void,
  ) {}

  begin(): void {
    DEMO_STORES.forEach((store, index) => this.go(this.liveAt(store, new SeededRandom(SEED + index))));
  }

  /** Stops new customers and cancels the orders of the others. */
  async end(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running);
  }

  private async liveAt(store: DemoStore, random: SeededRandom): Promise<void> {
    const { signal } = this.stopping;
    const credentials = this.demo.credentials.stores.find(({ id }) => id === store.id);
    if (!credentials) return;
    const staff = new DemoStaff(this.url, store.id, credentials.people);
    await staff.enrol(this.demo.credentials.admin);
    let present = 0;
    for (let number = 0; !signal.aborted; number += 1) {
      if (present < MAX_CUSTOMERS) {
        present += 1;
        const customer = new DemoCustomer(this.url, this.demo.credentials.apiKey, store, random, number);
        this.go(customer.live(staff, signal).finally(() => (present -= 1)));
      }
      // The first few come quickly: a visitor has just opened the board.
      const pauseS = number < 2 ? 6 : random.between(BETWEEN_CUSTOMERS_S.least, BETWEEN_CUSTOMERS_S.most);
      await pause(pauseS * 1000, signal);
    }
  }

  private go(work: Promise<void>): void {
    const guarded: Promise<void> = work
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted) this.say(`The demo had an error: ${String(error)}`);
      })
      .finally(() => this.running.delete(guarded));
    this.running.add(guarded);
  }
}
