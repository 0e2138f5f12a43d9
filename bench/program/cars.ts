/**
 * Cars on their way to the first demo store, each where its drive has got to at an instant: however often one is
 * asked, it moves as a car does. The same number is at the same place in every process.
 */
import type { FixInput } from '@curbline/contracts/http';
import { DEMO_STORES } from '../../dist/src/demo/demo-stores.js';
import { generateDrive, SeededRandom } from '@curbline/simulation';

const DRIVES = 40;
/** Far enough that nobody comes near within a bench: what is measured is the fix that changes no fact. */
const LENGTH_M = 30_000;
/** After so long a car begins anew: once in a bench at most, and rarely. */
const ROUND_MS = 1_500_000;
/** Trips on one drive are beside each other, so that none repeats another's steps. Degrees. */
const BESIDE = 0.000_004;

const [longitude, latitude] = DEMO_STORES[0].settings.bays[0]!.position.coordinates;
const journeys = Array.from({ length: DRIVES }, (_, seed) =>
  generateDrive({ goal: { latitude, longitude }, lengthM: LENGTH_M }, new SeededRandom(seed + 1)),
);

/** @param at Unix ms */
export function placeOf(
  car: number,
  at: number,
): Required<Omit<FixInput, 'recordedAt' | 'ageMs'>> & {
  readonly accuracyM: number;
  readonly speedMps: number;
  readonly headingDeg: number;
  readonly recordedAt: number;
} {
  const journey = journeys[car % DRIVES]!;
  const second = ((at + car * 7_919) % ROUND_MS) / 1000;
  const [from, to] = [journey[Math.floor(second)]!, journey[Math.floor(second) + 1]!];
  const between = (a: number, b: number): number => Math.round((a + (b - a) * (second % 1)) * 1e7) / 1e7;
  return {
    latitude: between(from.latitude, to.latitude),
    longitude: between(from.longitude, to.longitude) + Math.floor(car / DRIVES) * BESIDE,
    accuracyM: from.accuracyM ?? 8,
    speedMps: from.speedMps ?? 0,
    headingDeg: from.headingDeg ?? 0,
    recordedAt: at,
  };
}
