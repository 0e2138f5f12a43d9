/**
 * Who comes to a shop of the demonstration on one day, and how: an endless row of customers that depends on the seed and the
 * day alone. Each has random numbers of their own, so that nothing depends on who happens to act first.
 */
import type { DemoManner } from '@curbline/contracts/http';
import type { Language, OrderFlag, Placement, VehicleColour } from '@curbline/contracts/ids';
import { SeededRandom } from './random.js';

export interface DemoCustomerPlan {
  readonly manner: DemoManner;
  /** Since the one before set off. Simulated time, as all durations here. */
  readonly afterS: number;
  readonly firstName: string;
  readonly initial: string;
  readonly itemsCount: number;
  readonly flags: readonly OrderFlag[];
  /** Length of the road, meters. */
  readonly lengthM: number;
  /** What somebody says who shares no position, and how long they really take. */
  readonly declaredMin: number;
  readonly takesS: number;
  /** Whether they say that they come as long before as the shop wishes to know. */
  readonly givesNotice: boolean;
  /** When a late order gets ready, after the customer set off. */
  readonly readyAfterS: number;
  /** The bay's place among the shop's bays, 0 to 1; `tellsBay`: not everybody says in which one they stand. */
  readonly bayAt: number;
  readonly tellsBay: boolean;
  readonly vehicle: { readonly colour: VehicleColour; readonly model: string | null };
  readonly placement: Placement;
  /** How long they wait at most. */
  readonly patienceS: number;
  /** For their road. */
  readonly seed: number;
}

/** Everybody whom a visitor should see soon; the others come by chance. */
const CAST: readonly DemoManner[] = [
  'shares',
  'declares',
  'lost',
  'shares',
  'on_foot',
  'early',
  'wrong_store',
  'order_late',
  'shares',
  'gives_up',
];
/** The first are near and come at once: a visitor has just opened the board. */
const AT_ONCE = 3;
const CHANCES: readonly (readonly [DemoManner, number])[] = [
  ['declares', 0.25],
  ['on_foot', 0.05],
  ['early', 0.07],
  ['order_late', 0.06],
  ['lost', 0.05],
  ['gives_up', 0.03],
  ['wrong_store', 0.02],
];

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  fr: ['Camille', 'Inès', 'Hugo', 'Manon', 'Jules', 'Nadia', 'Paul', 'Chloé', 'Samir', 'Élise'],
  en: ['Alex', 'Grace', 'Oliver', 'Priya', 'Jack', 'Zara', 'Noah', 'Ella', 'Sam', 'Ruth'],
};
const INITIALS = [...'ABCDEFGHJKLMNPRSTVW'];
const COLOURS: readonly VehicleColour[] = ['white', 'black', 'grey', 'blue', 'red', 'green'];
const MODELS = ['Clio', 'Golf', '208', 'Yaris', 'Fiesta', 'Zoe'];

/** It is busy, then quieter, then busy again: one wave. */
const WAVE_S = 900;
const BUSY_S = { least: 28, most: 55 } as const;
const QUIET_S = { least: 60, most: 110 } as const;

/** @param day `YYYY-MM-DD` */
export function* demoCustomers(seed: number, day: string, language: Language): Generator<DemoCustomerPlan> {
  const start = Math.imul(seed, 15_485_863) + Date.parse(day) / 86_400_000;
  for (let number = 0, atS = 0; ; number += 1) {
    const random = new SeededRandom(start + Math.imul(number, 2_654_435_761));
    const plan = planOf(random, number, atS, language);
    atS += plan.afterS;
    yield plan;
  }
}

function planOf(random: SeededRandom, number: number, atS: number, language: Language): DemoCustomerPlan {
  const manner = CAST[number] ?? byChance(random);
  const declaredMin = number < CAST.length ? 1 : random.integer(2, 5);
  const flag = random.next();
  return {
    manner,
    afterS: pauseS(random, number, atS),
    firstName: random.pick(NAMES[language]),
    initial: random.pick(INITIALS),
    itemsCount: random.integer(2, 30),
    flags: flag < 0.3 ? ['cold'] : flag < 0.4 ? ['heavy'] : [],
    lengthM: number < AT_ONCE ? random.between(500, 900) : random.between(900, 3_000),
    declaredMin,
    takesS: declaredMin * 60 * random.between(0.8, 1.2),
    givesNotice: number >= AT_ONCE && random.next() < 0.9,
    readyAfterS: random.between(150, 260),
    bayAt: random.next(),
    tellsBay: random.next() < 0.85,
    vehicle: { colour: random.pick(COLOURS), model: random.next() < 0.7 ? random.pick(MODELS) : null },
    placement: random.next() < 0.6 ? 'trunk' : 'back_seat',
    patienceS: random.between(420, 600),
    seed: random.integer(0, 2 ** 31 - 1),
  };
}

function byChance(random: SeededRandom): DemoManner {
  let left = random.next();
  return CHANCES.find(([, chance]) => (left -= chance) < 0)?.[0] ?? 'shares';
}

function pauseS(random: SeededRandom, number: number, atS: number): number {
  if (number < AT_ONCE) return 6;
  const { least, most } = (atS / WAVE_S) % 1 < 0.6 ? BUSY_S : QUIET_S;
  return random.between(least, most);
}
