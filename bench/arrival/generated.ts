/**
 * Cases that anyone can make again: made-up drives to, past and through made-up car parks, recorded by simulated
 * phones, all from one seed. One seed is one placement of the lots: take several together.
 */
import type { Fix } from '@curbline/domain/arrival';
import { record, SeededRandom, SOMEWHERE, type PhoneModel, type TruePoint } from '@curbline/testkit/trips';
import { deliver } from './deliver.ts';
import { drawVisit, type Visit } from './draw-visit.ts';
import { KINDS, SCENARIOS, type Kind, type Scenario, type TripCase } from './trip-case.ts';

const START = Date.UTC(2026, 0, 5, 11);

const PHONES: readonly { readonly name: string; readonly phone: PhoneModel }[] = [
  { name: 'good phone, 1 s', phone: { everyS: 1, errorM: 4, accuracyM: 6, givesSpeed: true } },
  { name: 'ordinary phone, 5 s', phone: { everyS: 5, errorM: 7, accuracyM: 10 } },
  { name: 'no accuracy, 6 s', phone: { everyS: 6, errorM: 5 } },
  { name: 'coarse phone, 10 s', phone: { everyS: 10, errorM: 15, accuracyM: 25 } },
  { name: 'only on the move, 3 s', phone: { everyS: 3, errorM: 6, accuracyM: 9, stopsWithCar: true } },
];

/** Those who park, under a roof from the lot's edge on; who passes stays outside. */
const GARAGE = 'garage, ±30 m inside';
const OUTDOORS: PhoneModel = { everyS: 2, errorM: 5, accuracyM: 8, givesSpeed: true };
const UNDER_A_ROOF: PhoneModel = { everyS: 4, errorM: 30, accuracyM: 40 };

/** How many of each kind for a phone and placement, of `trips` arrivals. */
const SHARE: Readonly<Record<Kind, number>> = {
  arrival: 1,
  drive_past: 1,
  mid_stop: 1,
  turn: 1,
  crossing: 0.5,
};
/** The seed of a kind: one that is added leaves the trips of the others as they are. */
const SEED_OF: Readonly<Record<Kind, number>> = {
  arrival: 0,
  drive_past: 1,
  mid_stop: 2,
  crossing: 3,
  turn: 4,
};

/** @param trips arrivals a phone; as many passes, halts and turns, half as many crossings */
export function* generatedCases(
  seed: number,
  trips: number,
  scenarios: readonly Scenario[] = SCENARIOS,
): Generator<TripCase> {
  for (const [p, { name, phone }] of [...PHONES, { name: GARAGE, phone: OUTDOORS }].entries()) {
    for (const kind of KINDS) {
      for (let n = 0; n < trips * SHARE[kind]; n++) {
        const random = new SeededRandom(seed * 1_000_003 + p * 100_003 + SEED_OF[kind] * 10_007 + n * 101);
        const visit = drawVisit(kind, random);
        const recorded =
          name === GARAGE && kind === 'arrival'
            ? underARoof(visit, random)
            : record(visit.points, phone, SOMEWHERE, START, random);
        for (const scenario of scenarios) yield caseOf(visit, name, seed, scenario, recorded, random);
      }
    }
  }
}

function caseOf(
  visit: Visit,
  set: string,
  seed: number,
  scenario: Scenario,
  recorded: readonly Fix[],
  random: SeededRandom,
): TripCase {
  const { kind, store, areaM2, depthM, stoodAt } = visit;
  const truth = { parkedAt: START + visit.parkedS * 1000, enteredAt: START + visit.enteredS * 1000 };
  const fixes = deliver(recorded, scenario, truth.parkedAt, random);
  const endAt = (fixes.at(-1)?.receivedAt ?? START) + 60_000;
  const placement = `placement ${seed}`;
  const lot = { store, areaM2, depthM, stoodAt };
  return { kind, set, placement, scenario, ...lot, startedAt: START, endAt, fixes, truth };
}

function underARoof({ points, enteredEdgeS }: Visit, random: SeededRandom): Fix[] {
  const until = (p: TruePoint): boolean => p.s < enteredEdgeS;
  return [
    ...record(points.filter(until), OUTDOORS, SOMEWHERE, START, random),
    ...record(
      points.filter((p) => !until(p)),
      UNDER_A_ROOF,
      SOMEWHERE,
      START,
      random,
    ),
  ];
}
