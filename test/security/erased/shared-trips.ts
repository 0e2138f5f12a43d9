/**
 * Real trips through a running Curbline, whose coordinates are known: on the way, on the premises, at another store,
 * ended by a hand-over, by the customer, and by the shop.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FixInput } from '@curbline/contracts/http';
import { DemoRunner } from '../../../src/demo/demo-runner.js';
import type { DemoCredentials } from '../../../src/demo/credentials.js';
import { DEMO_STORES } from '../../../src/demo/demo-stores.js';
import { CookieJar, Phone, ShopSystem } from '@curbline/simulation';
import type { Place } from './needles.js';

const ENDS = ['handed over', 'sharing stopped', 'canceled'] as const;
/** Meters north of the store; the last of them stand in its car park. */
const WAY = [3_100, 2_400, 1_700, 1_100, 700, 400, 220, 90, 12, 11, 10, 10, 9, 9];
/** Of a degree of latitude. */
const METER = 1 / 111_320;
const STEP_MS = 9_000;
const ENDED_WITHIN_MS = 60_000;

interface Underway {
  readonly phone: Phone;
  readonly orderId: string;
  readonly end: (typeof ENDS)[number];
}

export class SharedTrips {
  /** Every position that was reported. */
  readonly places: Place[] = [];
  private readonly trips: Underway[] = [];
  /** When the phones began to record, by their own clocks. */
  private readonly zero = Date.now() - WAY.length * STEP_MS;
  private readonly sent = new Map<Phone, number>();

  constructor(
    private readonly url: string,
    private readonly credentials: DemoCredentials,
  ) {}

  /** Sets three trips off and takes them to the middle of their way. */
  async setOff(): Promise<void> {
    const shop = new ShopSystem(this.url, this.credentials.apiKey);
    for (const end of ENDS) {
      const placed = await shop.place({
        storeId: DEMO_STORES[0].id,
        customer: { firstName: 'Zoé', lastName: 'Martin', language: 'fr' },
        state: 'ready',
      });
      const phone = new Phone(this.url);
      await phone.open(placed.customerLink);
      await phone.start(true);
      this.trips.push({ phone, orderId: placed.order.id, end });
    }
    await this.drive(0, 9);
  }

  /** The second half of the way; the program may have been killed in between. */
  async arrive(): Promise<void> {
    await this.drive(9, WAY.length);
  }

  /** Ends every trip, each in its way. @returns when the last receipt says "erased", ms */
  async end(): Promise<number> {
    const [store] = DEMO_STORES;
    const person = this.credentials.stores.find(({ id }) => id === store.id)?.people[0];
    if (!person) throw new Error(`nobody works at ${store.id}`);
    const staff = new DemoRunner(this.url, store.id, person);
    const manager = new CookieJar(this.url);
    await manager.send('POST', '/v1/sign-in', this.credentials.admin);
    await staff.enrol(manager);
    const shop = new ShopSystem(this.url, this.credentials.apiKey);
    for (const { phone, orderId, end } of this.trips) {
      const code = (await phone.view()).orders[0]?.handOverCode ?? '';
      if (end === 'handed over') {
        await staff.act(orderId, 'claim', {});
        await staff.act(orderId, 'hand-over', { proof: 'code', code });
      } else if (end === 'canceled') await shop.cancel(orderId);
      else await phone.stopSharing();
    }
    return Math.max(...(await Promise.all(this.trips.map((trip) => this.erasedAt(trip)))));
  }

  private async drive(from: number, to: number): Promise<void> {
    for (let step = from; step < to; step += 1) {
      for (const [n, { phone }] of this.trips.entries()) {
        const [longitude, latitude] = DEMO_STORES[n === 1 ? 1 : 0].settings.entrance.coordinates;
        const fix: FixInput = {
          latitude: fine(latitude + ((WAY[step] ?? 0) - 20) * METER),
          longitude: fine(longitude + n * 8 * METER),
          accuracyM: 6,
          recordedAt: this.zero + step * STEP_MS,
        };
        this.places.push(fix);
        const response = await phone.report([fix], Date.now());
        if (response.refused.some(({ reason }) => reason !== 'outlier'))
          throw new Error(`a fix was refused: ${response.refused[0]?.reason}`);
        this.sent.set(phone, (this.sent.get(phone) ?? 0) + 1);
      }
      // Long enough that each state is saved, not the last alone.
      await sleep(400);
    }
    await sleep(1_500);
  }

  /** When the receipt says that the positions were erased, ms. @throws when it never does, or has lost some */
  private async erasedAt({ phone, end }: Underway): Promise<number> {
    for (const until = Date.now() + ENDED_WITHIN_MS; Date.now() < until; await sleep(200)) {
      const { receipt } = await phone.view();
      if (!receipt?.erasedAt) continue;
      const sent = this.sent.get(phone);
      // On the way and far from its store a crash may cost a trip two minutes of its positions (ADR 11).
      const mayHaveLost = phone === this.trips[1]?.phone;
      if (receipt.fixesReceived !== sent && !mayHaveLost)
        throw new Error(`the receipt tells of ${receipt.fixesReceived} positions of ${sent}`);
      return Date.parse(receipt.erasedAt);
    }
    throw new Error(`60 s after a trip was ${end} its receipt did not say that its positions were erased`);
  }
}

/** What the stores say of themselves is no secret. */
const PUBLIC = JSON.stringify(DEMO_STORES);

/** Seven digits after the point, as phones give them, the last not zero: a coordinate that nobody else has. */
function fine(degrees: number): number {
  for (;;) {
    const value = Number(`${degrees.toFixed(4)}${randomInt(10, 100)}${randomInt(1, 10)}`);
    const sixDigits = [value.toFixed(6), (Math.trunc(value * 1e6) / 1e6).toFixed(6)];
    if (!sixDigits.some((text) => PUBLIC.includes(text))) return value;
  }
}
