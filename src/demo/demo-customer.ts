/**
 * One simulated customer: orders, comes in one of several ways, waits, and leaves with the order (or without).
 */
import type { VehicleColour } from '@curbline/contracts/ids';
import { drivePhone, generateDrive, pause, Phone, type SeededRandom, ShopSystem } from '@curbline/simulation';
import type { DemoStaff } from './demo-staff.js';
import type { DemoStore } from './demo-stores.js';

const NAMES = {
  fr: ['Camille', 'Inès', 'Hugo', 'Manon', 'Jules', 'Nadia', 'Paul', 'Chloé', 'Samir', 'Élise'],
  en: ['Alex', 'Grace', 'Oliver', 'Priya', 'Jack', 'Zara', 'Noah', 'Ella', 'Sam', 'Ruth'],
} as const;
const INITIALS = 'ABCDEFGHJKLMNPRSTVW';
const COLOURS: readonly [VehicleColour, ...VehicleColour[]] = [
  'white',
  'black',
  'grey',
  'blue',
  'red',
  'green',
];
const MODELS = ['Clio', 'Golf', '208', 'Yaris', 'Fiesta', 'Zoe'] as const;

/** Most share their position; some do not; some come early; some find their order late; some never come. */
type Manner = 'shares' | 'declares' | 'early' | 'order-late' | 'gives-up';

/** The first few show one of each that a visitor should see soon; then by chance. */
function mannerOf(number: number, random: SeededRandom): Manner {
  const first: readonly Manner[] = ['shares', 'declares', 'shares', 'order-late', 'early', 'gives-up'];
  if (number < first.length) return first[number] ?? 'shares';
  const chance = random.next();
  if (chance < 0.15) return 'declares';
  if (chance < 0.24) return 'early';
  if (chance < 0.33) return 'order-late';
  return chance < 0.38 ? 'gives-up' : 'shares';
}

export class DemoCustomer {
  private readonly phone: Phone;
  private readonly shop: ShopSystem;
  private readonly manner: Manner;

  constructor(
    url: string,
    apiKey: string,
    private readonly store: DemoStore,
    private readonly random: SeededRandom,
    private readonly number: number,
  ) {
    this.phone = new Phone(url);
    this.shop = new ShopSystem(url, apiKey);
    this.manner = mannerOf(number, random);
  }

  async live(staff: DemoStaff, signal: AbortSignal): Promise<void> {
    const { order, customerLink } = await this.shop.place(this.wish());
    try {
      await this.comeAndGo(order.id, customerLink, staff, signal);
    } finally {
      // The demonstration ends: nobody is left standing for ever.
      if (signal.aborted) await this.shop.cancel(order.id).catch(ignoreRefusal);
    }
  }

  private async comeAndGo(
    orderId: string,
    link: string,
    staff: DemoStaff,
    signal: AbortSignal,
  ): Promise<void> {
    await this.phone.open(link);
    if (this.manner === 'order-late') void this.readyLater(orderId, signal);
    if (this.manner === 'declares') await this.comeUnseen(signal);
    else await this.drive(signal);
    if (signal.aborted) return;
    if (this.manner === 'gives-up') {
      await pause(60_000, signal);
      if (!signal.aborted) await this.shop.cancel(orderId);
      return;
    }
    await this.park();
    await this.beServed(orderId, staff, signal);
  }

  private wish() {
    const { random, store } = this;
    const early = this.manner === 'early';
    const chance = random.next();
    const from = Date.now() + random.between(8, 15) * 60_000;
    return {
      storeId: store.id,
      customer: {
        firstName: random.pick(NAMES[store.language]),
        lastName: INITIALS[Math.floor(random.between(0, INITIALS.length))] ?? 'A',
        language: store.language,
      },
      itemsCount: Math.round(random.between(2, 30)),
      flags: chance < 0.3 ? ['cold' as const] : chance < 0.4 ? ['heavy' as const] : [],
      window: early
        ? { from: new Date(from).toISOString(), to: new Date(from + 3_600_000).toISOString() }
        : null,
      state: this.manner === 'order-late' ? ('preparing' as const) : ('ready' as const),
    };
  }

  /** With the position shared, from a kilometer or three away. */
  private async drive(signal: AbortSignal): Promise<void> {
    const { bays, entrance } = this.store.settings;
    const bay = bays[Math.floor(this.random.between(0, bays.length))];
    const [longitude, latitude] = (bay?.position ?? entrance).coordinates;
    const lengthM = this.number < 3 ? this.random.between(500, 900) : this.random.between(900, 3_000);
    const whole = generateDrive({ goal: { latitude, longitude }, lengthM, parkedS: 45 }, this.random);
    const journey = this.manner === 'gives-up' ? whole.slice(0, Math.ceil(whole.length / 2)) : whole;
    await this.phone.start(true);
    await drivePhone({
      phone: this.phone,
      journey,
      speed: 1,
      signal,
      told: () => {},
    });
    if (this.manner === 'gives-up' && !signal.aborted) await this.phone.stopSharing();
  }

  /** Without a position: says when, and taps on arrival. */
  private async comeUnseen(signal: AbortSignal): Promise<void> {
    const minutes = this.number < 3 ? 1 : Math.round(this.random.between(2, 5));
    await this.phone.start(false, minutes);
    await pause(minutes * 60_000 * this.random.between(0.8, 1.2), signal);
    if (!signal.aborted) await this.phone.here({});
  }

  /** Tells bay and car; the tap is also what the page asks for when it is not sure. */
  private async park(): Promise<void> {
    const { random, store } = this;
    const taken = Math.floor(random.between(0, store.settings.bays.length));
    await this.phone.here({
      bay: random.next() < 0.85 ? (store.settings.bays[taken]?.label ?? null) : null,
      vehicle: { colour: random.pick(COLOURS), model: random.next() < 0.7 ? random.pick(MODELS) : null },
      placement: random.next() < 0.6 ? 'trunk' : 'back_seat',
    });
  }

  private async readyLater(orderId: string, signal: AbortSignal): Promise<void> {
    await pause(this.random.between(120, 240) * 1000, signal);
    if (!signal.aborted) await this.shop.markReady(orderId);
  }

  /** Somebody goes out after a while: mostly soon, sometimes late, so that the board shows all its levels. */
  private async beServed(orderId: string, staff: DemoStaff, signal: AbortSignal): Promise<void> {
    const late = this.random.next() < 0.15;
    await pause(this.random.between(late ? 140 : 12, late ? 320 : 60) * 1000, signal);
    if (signal.aborted) return;
    while (!signal.aborted && (await this.phone.view()).orders[0]?.state !== 'ready')
      await pause(5_000, signal);
    await staff.claim(orderId).catch(ignoreRefusal);
    await pause(this.random.between(20, 50) * 1000, signal);
    const code = (await this.phone.view()).orders[0]?.handOverCode;
    if (!signal.aborted && code) await staff.handOver(orderId, code).catch(ignoreRefusal);
  }
}

/** A visitor may have served this customer already: then there is nothing left to do. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error && error.name === 'Refused')) throw error;
}
