/**
 * Simulated customers order, drive in and wait, and staff serve them. They use the HTTP API as phones, boards and shops do,
 * so that a visitor sees what the program does. The pace scales how soon they do something; the clock stays the server's.
 */
import type { DemoSpeed, DemoView } from '@curbline/contracts/http';
import { CookieJar, demoCustomers, Pace, pause } from '@curbline/simulation';
import { DemoCustomer } from './demo-customer.js';
import { DEMO_SEED } from './demo-past.js';
import { DemoStaff } from './demo-staff.js';
import { DEMO_STORES, type DemoStore } from './demo-stores.js';
import type { Demo } from './seed-demo.js';

/** The most simulated customers of a store at once: at a fast pace more of them are on the way. */
const MOST_AT_ONCE: Record<DemoSpeed, number> = { 1: 6, 5: 12, 20: 24 };
const LOOK_MS = 1_000;

type LastCustomer = DemoView['stores'][number]['lastCustomer'];

export interface DemoLifeOptions {
  /** Where the program is reached, without a slash at the end. */
  readonly url: string;
  readonly demo: Demo;
  readonly speed: DemoSpeed;
  /** `YYYY-MM-DD`; the same day has the same customers. */
  readonly today: string;
  /** Nobody sets off to a store that is closed. */
  readonly isOpen: (storeId: string) => Promise<boolean>;
  readonly say: (line: string) => void;
}

export class DemoLife {
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private readonly last = new Map<string, LastCustomer>();
  private readonly pace: Pace;
  private chosen: DemoSpeed;

  constructor(private readonly options: DemoLifeOptions) {
    this.chosen = options.speed;
    this.pace = new Pace(options.speed);
  }

  get speed(): DemoSpeed {
    return this.chosen;
  }

  /** Who is on the road already goes on as they set off. */
  set speed(speed: DemoSpeed) {
    this.chosen = speed;
    this.pace.set(speed);
  }

  /** The customer of a store who set off last. */
  lastCustomer(storeId: string): LastCustomer {
    return this.last.get(storeId) ?? null;
  }

  begin(): void {
    this.go(this.open());
  }

  /** One person of the staff after the other: several sign-ins at the same moment would count as guesses. */
  private async open(): Promise<void> {
    const { url, demo } = this.options;
    const manager = new CookieJar(url);
    await manager.send('POST', '/v1/sign-in', demo.credentials.admin);
    const staffs = new Map<string, DemoStaff>();
    for (const { id, people } of demo.credentials.stores) {
      const staff = new DemoStaff(url, id, people, this.pace);
      await staff.enrol(manager);
      staffs.set(id, staff);
    }
    await manager.send('POST', '/v1/sign-out', {});
    for (const [index, store] of DEMO_STORES.entries()) {
      const staff = staffs.get(store.id);
      if (staff) this.go(this.liveAt(store, DEMO_STORES[1 - index] ?? store, staff, DEMO_SEED + index));
    }
  }

  /** Stops new customers and cancels the orders of the others. */
  async end(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running);
  }

  private async liveAt(
    store: DemoStore,
    otherStore: DemoStore,
    staff: DemoStaff,
    seed: number,
  ): Promise<void> {
    const { url, demo, today } = this.options;
    const { pace } = this;
    const { signal } = this.stopping;
    this.go(staff.work(signal));
    const town = { url, apiKey: demo.credentials.apiKey, store, otherStore, staff, pace, signal };
    let present = 0;
    for (const plan of demoCustomers(seed, today, store.language)) {
      await pace.pause(plan.afterS * 1000, signal);
      while (
        !signal.aborted &&
        (present >= MOST_AT_ONCE[this.chosen] || !(await this.options.isOpen(store.id)))
      )
        await pause(LOOK_MS, signal);
      if (signal.aborted) return;
      present += 1;
      this.last.set(store.id, { manner: plan.manner, name: `${plan.firstName} ${plan.initial}.` });
      this.go(new DemoCustomer(town, plan).live().finally(() => (present -= 1)));
    }
  }

  private go(work: Promise<void>): void {
    const guarded: Promise<void> = work
      .catch((error: unknown) => {
        if (!this.stopping.signal.aborted) this.options.say(`The demo had an error: ${String(error)}`);
      })
      .finally(() => this.running.delete(guarded));
    this.running.add(guarded);
  }
}
