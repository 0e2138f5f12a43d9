/**
 * Cases from files of one JSON object a line, as `replay --cases` reads them, with what only a scorer may see: kind,
 * dataset, scenario and truth {parked_at, entered_at} in Unix ms. Each file is one placement of the lots.
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { ArrivalStore, Fix } from '@curbline/domain/arrival';
import {
  areaM2,
  outlineOf,
  projectionAround,
  signedDistanceM,
  toLocal,
  toPosition,
  type Point,
  type Projection,
} from '@curbline/domain/geo';
import { SCENARIOS, type Kind, type Scenario, type TripCase } from './trip-case.ts';

interface CaseLine {
  readonly kind: Kind;
  readonly dataset: string;
  readonly scenario: string;
  readonly store: Pick<ArrivalStore, 'premises' | 'entrance'>;
  readonly started_at: number;
  readonly end_at: number;
  readonly truth: { readonly parked_at: number; readonly entered_at: number };
  readonly fixes: readonly FixLine[];
}

interface FixLine {
  readonly t: number;
  readonly received: number;
  readonly lat: number;
  readonly lon: number;
  readonly accuracy: number | null;
  readonly speed: number | null;
  readonly heading: number | null;
}

/** @throws Error naming file and line for a line that is no case */
export async function* casesOf(files: readonly string[]): AsyncGenerator<TripCase> {
  for (const file of files) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      const trip = JSON.parse(line) as CaseLine;
      const scenario = SCENARIOS.find((name) => name === trip.scenario);
      if (!scenario || !trip.truth) throw new Error(`${file}, line ${number}: scenario and truth are needed`);
      yield caseOf(trip, scenario, basename(file, '.ndjson'));
    }
  }
}

function caseOf(trip: CaseLine, scenario: Scenario, placement: string): TripCase {
  const { kind, dataset: set, started_at: startedAt, end_at: endAt } = trip;
  const store = { ...trip.store, leadS: 120 };
  const fixes = trip.fixes.map(fixOf);
  const truth = { parkedAt: trip.truth.parked_at, enteredAt: trip.truth.entered_at };
  const map = projectionAround(store.premises.coordinates[0]?.[0] ?? [0, 0]);
  const size = areaM2(store.premises.coordinates, map);
  const rest = kind === 'arrival' ? restOf(fixes, truth.parkedAt, map) : undefined;
  const outline = outlineOf(store.premises.coordinates, map);
  const depthM = outline && rest ? -signedDistanceM(outline, rest.x, rest.y) : 0;
  const stoodAt = rest && toPosition(map, rest);
  const lot = { store, areaM2: size, depthM, stoodAt };
  return { kind, set, placement, scenario, ...lot, startedAt, endAt, fixes, truth };
}

const fixOf = ({ t, received, lat, lon, accuracy, speed, heading }: FixLine): Fix => ({
  latitude: lat,
  longitude: lon,
  accuracyM: accuracy ?? undefined,
  speedMps: speed ?? undefined,
  headingDeg: heading ?? undefined,
  recordedAt: t,
  receivedAt: received,
});

/** Where the car stood in its first four minutes, in the middle of its better fixes. */
function restOf(fixes: readonly Fix[], parkedAt: number, map: Projection): Point | undefined {
  const stood = fixes
    .filter(({ recordedAt }) => recordedAt >= parkedAt && recordedAt <= parkedAt + 240_000)
    .sort((a, b) => (a.accuracyM ?? 8) - (b.accuracyM ?? 8));
  const better = stood.slice(0, Math.max(2, Math.ceil(stood.length / 2)));
  const at = better.map(({ longitude, latitude }) => toLocal(map, longitude, latitude));
  if (at.length === 0) return undefined;
  return { x: median(at.map(({ x }) => x)), y: median(at.map(({ y }) => y)) };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
