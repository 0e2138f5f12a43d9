/**
 * One simulated customer: orders, comes as planned, waits, and leaves with the order (or without).
 */
import type { OrderState } from '@curbline/contracts/ids';
import {
  type DemoCustomerPlan,
  drivePhone,
  durationMs,
  generateDrive,
  type Pace,
  pause,
  Phone,
  SeededRandom,
  ShopSystem,
} from '@curbline/simulation';
import { demoContact } from './demo-contact.js';
import { ignoreRefusal } from './demo-runner.js';
import type { DemoStaff } from './demo-staff.js';
import type { DemoStore } from './demo-stores.js';

/** How often a customer looks at the phone. */
const LOOK_MS = 2_000;
const OVER: readonly OrderState[] = ['handed_over', 'canceled', 'not_collected'];

/** A little more than the lead time of the shops: waits after a shorter notice would not count. Of the server's clock. */
const NOTICE_MS = 125_000;

/** Where a simulated customer lives. */
export interface DemoTown {
  readonly url: string;
  readonly apiKey: string;
  readonly store: DemoStore;
  /** Where somebody goes who mixes the two up. */
  readonly otherStore: DemoStore;
  readonly staff: DemoStaff;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

export class DemoCustomer {
  private readonly phone: Phone;
  private readonly shop: ShopSystem;

  constructor(
    private readonly town: DemoTown,
    private readonly plan: DemoCustomerPlan,
  ) {
    this.phone = new Phone(town.url);
    this.shop = new ShopSystem(town.url, town.apiKey);
  }

  async live(): Promise<void> {
    const { signal } = this.town;
    const { order, customerLink } = await this.shop.place(this.wish());
    try {
      await this.comeAndGo(order.id, customerLink);
    } catch (error) {
      // A visitor has canceled the order, or taken the link away.
      ignoreRefusal(error);
    } finally {
      // The demonstration ends: nobody is left standing for ever.
      if (signal.aborted) await this.shop.cancel(order.id).catch(ignoreRefusal);
    }
  }

  private async comeAndGo(orderId: string, link: string): Promise<void> {
    const { staff, pace, signal } = this.town;
    const { manner } = this.plan;
    const code = (await this.phone.open(link)).orders[0]?.handOverCode;
    if (code) staff.expect(orderId, code);
    const prepared = manner === 'order_late' ? this.readyLater(orderId) : undefined;
    if (manner === 'declares' || manner === 'on_foot') await this.comeUnseen();
    else await this.drive();
    if (manner === 'gives_up' || manner === 'wrong_store') {
      if (manner === 'gives_up' && !signal.aborted) await this.phone.stopSharing();
      await pace.pause(45_000, signal);
      await this.shop.cancel(orderId);
      return;
    }
    if (!signal.aborted) await this.park();
    await Promise.all([this.waitFor(orderId), prepared]);
  }

  private wish() {
    const { plan, town } = this;
    const { manner, firstName, initial, itemsCount, flags } = plan;
    const from = Date.now() + plan.takesS * 1000 + 8 * 60_000;
    return {
      storeId: town.store.id,
      customer: {
        firstName,
        lastName: initial,
        language: town.store.language,
        ...demoContact(plan.seed, town.store.language),
      },
      ...(manner === 'on_foot' && { service: 'walk_in' as const }),
      itemsCount,
      flags: [...flags],
      window:
        manner === 'early'
          ? { from: new Date(from).toISOString(), to: new Date(from + 3_600_000).toISOString() }
          : null,
      state: manner === 'order_late' ? ('preparing' as const) : ('ready' as const),
    };
  }

  /** With the position shared. */
  private async drive(): Promise<void> {
    const { plan, town } = this;
    const { manner, lengthM } = plan;
    const { bays, entrance } = (manner === 'wrong_store' ? town.otherStore : town.store).settings;
    const bay = bays[Math.floor(plan.bayAt * bays.length)];
    const [longitude, latitude] = (bay?.position ?? entrance).coordinates;
    // It takes a while until it is clear that somebody stands at another store.
    const parkedS = manner === 'wrong_store' ? 75 : 10;
    const road = { goal: { latitude, longitude }, lengthM, parkedS, lost: manner === 'lost' };
    const whole = generateDrive(road, new SeededRandom(plan.seed));
    const journey = manner === 'gives_up' ? whole.slice(0, Math.ceil(whole.length / 2)) : whole;
    const { signal, pace } = town;
    const speed = pace.factor;
    const earlierMs = this.earlierMs(durationMs(journey) / speed);
    if (earlierMs > 0) {
      await this.phone.start(false, 2);
      await pause(earlierMs, signal);
      if (signal.aborted) return;
      await this.phone.shareAgain();
    } else await this.phone.start(true);
    await drivePhone({ phone: this.phone, journey, speed, signal, told: () => {} });
  }

  /** How long before leaving they say that they come: at a fast pace the way alone would be too short a notice. */
  private earlierMs(drivenMs: number): number {
    return this.plan.givesNotice ? Math.max(0, NOTICE_MS - drivenMs) : 0;
  }

  /** Without a position: says when, and taps on arrival. */
  private async comeUnseen(): Promise<void> {
    const { pace, signal } = this.town;
    const { declaredMin, takesS } = this.plan;
    const takesMs = (takesS * 1000) / pace.factor;
    await this.phone.start(false, declaredMin);
    await pause(this.earlierMs(takesMs), signal);
    await pace.pause(takesS * 1000, signal);
  }

  /** Tells bay and car, or the counter; the tap is also what the page asks for when it is not sure. */
  private async park(): Promise<void> {
    const { manner, bayAt, tellsBay, vehicle, placement } = this.plan;
    const { bays, counters = [] } = this.town.store.settings;
    if (manner === 'on_foot') {
      const counter = counters[Math.floor(bayAt * counters.length)]?.label ?? null;
      await this.phone.here({ bay: tellsBay ? counter : null, vehicle: null, placement: null });
      return;
    }
    const label = bays[Math.floor(bayAt * bays.length)]?.label ?? null;
    await this.phone.here({ bay: tellsBay ? label : null, vehicle, placement });
  }

  private async readyLater(orderId: string): Promise<void> {
    const { pace, signal } = this.town;
    await pace.pause(this.plan.readyAfterS * 1000, signal);
    if (!signal.aborted) await this.shop.markReady(orderId).catch(ignoreRefusal);
  }

  /** Until somebody has brought the order, or for as long as the patience lasts. */
  private async waitFor(orderId: string): Promise<void> {
    const { pace, signal } = this.town;
    const until = pace.elapsedS + this.plan.patienceS;
    while (!signal.aborted) {
      const state = (await this.phone.view()).orders[0]?.state;
      if (!state || OVER.includes(state)) return;
      if (pace.elapsedS > until) {
        await this.shop.cancel(orderId);
        return;
      }
      await pause(LOOK_MS, signal);
    }
  }
}
