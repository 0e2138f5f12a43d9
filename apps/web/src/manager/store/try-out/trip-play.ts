/** A trip played through the decision that the server runs: where the phone was, and what was decided when, and why. */
import {
  type ArrivalEvent,
  type Fix,
  prepareStore,
  replayTrip,
  type PreparedStore,
} from '@curbline/domain/arrival';
import type { StoreSettings } from '@curbline/contracts/http';
import { generateDrive, SeededRandom } from '@curbline/simulation/drives';
import { LATENCY_MS } from './trip-file.js';

export { fixesIn } from './trip-file.js';

export interface PlayedTrip {
  readonly fixes: readonly Fix[];
  readonly events: readonly ArrivalEvent[];
}

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'bays' | 'leadS'>;

/** Timers run on this long after the last fix, so that a lost signal is decided, too. */
const AFTERWARDS_MS = 60_000;
const ROAD_M = 1_500;

export function playedTrip(settings: Settings, fixes: readonly Fix[]): PlayedTrip {
  const events: ArrivalEvent[] = [];
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (!first || !last) return { fixes, events };
  replayTrip(
    {
      store: preparedStore(settings),
      startedAt: first.receivedAt,
      endAt: last.receivedAt + AFTERWARDS_MS,
      fixes,
    },
    (step) => events.push(...step.events),
  );
  return { fixes, events };
}

const preparedStore = ({ premises, entrance, bays, leadS }: Settings): PreparedStore =>
  prepareStore({
    premises,
    entrance: entrance.coordinates,
    bays: bays.map(({ position }) => position.coordinates),
    leadS,
  });

/** A made-up drive to one of the bays, or to the entrance where there is none. @param seed another seed, another drive */
export function madeUpTrip({ bays, entrance }: Settings, seed: number): Fix[] {
  const random = new SeededRandom(seed);
  const bay = bays[random.integer(0, Math.max(0, bays.length - 1))];
  const [longitude, latitude] = (bay?.position ?? entrance).coordinates;
  const journey = generateDrive({ goal: { longitude, latitude }, lengthM: ROAD_M }, random);
  return journey.map(({ atMs, ...fix }) => ({ ...fix, recordedAt: atMs, receivedAt: atMs + LATENCY_MS }));
}
