/**
 * Cases from a folder of recorded trips: `<set>.csv` or `<set>.csv.gz` with the columns trip_id, t_unix_ms, lat,
 * lon, accuracy_m, speed_mps, heading_deg, and `events.csv` with dataset, trip_id, mode, event, t_unix_ms, lat, lon,
 * dwell_s. A lot is a rectangle of 90 m by 60 m: around the place where the car parked (at least 8 m from every
 * edge), or beside the road, its near edge 8 m from the car's path.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Fix } from '@curbline/domain/arrival';
import { projectionAround, toLocal, toPosition, type Position } from '@curbline/domain/geo';
import { lotStore, SeededRandom } from '@curbline/testkit/trips';
import Papa from 'papaparse';
import { deliver } from './deliver.ts';
import { SCENARIOS, type Kind, type TripCase } from './trip-case.ts';

type CsvRow = Record<string, string>;

const CARS = new Set(['car', 'taxi', 'motor', 'shuttle_bus']);
const LOT_M = { length: 90, depth: 60 };
const KINDS: readonly string[] = ['arrival', 'drive_past', 'mid_stop'];

function rows(path: string): CsvRow[] {
  const text = existsSync(path)
    ? readFileSync(path, 'utf8')
    : existsSync(`${path}.gz`)
      ? gunzipSync(readFileSync(`${path}.gz`)).toString('utf8')
      : '';
  return Papa.parse<CsvRow>(text, { header: true, skipEmptyLines: true }).data;
}

function byTrip(all: readonly CsvRow[]): Map<string, CsvRow[]> {
  const trips = new Map<string, CsvRow[]>();
  for (const row of all) {
    const trip = trips.get(row.trip_id ?? '');
    if (trip) trip.push(row);
    else trips.set(row.trip_id ?? '', [row]);
  }
  return trips;
}

const optional = (cell: string | undefined): number | undefined => (cell ? Number(cell) : undefined);

/** Lazily, one data set in memory at a time. @param perKind at most so many events of a kind and set */
export function* recordedCases(folder: string, seed: number, perKind: number): Generator<TripCase> {
  const events = rows(join(folder, 'events.csv')).filter(
    (e) => CARS.has(e.mode ?? '') && KINDS.includes(e.event ?? ''),
  );
  for (const set of [...new Set(events.map((e) => e.dataset ?? ''))].sort()) {
    const trips = byTrip(rows(join(folder, `${set}.csv`)));
    const made = new Map<string, number>();
    events.forEach((event, n) => {
      if (event.dataset !== set) return;
      const dwellS = optional(event.dwell_s) ?? 0;
      const tooShort = event.event === 'arrival' && dwellS < 45;
      const errand = event.event === 'mid_stop' && dwellS > 180;
      event.skip = tooShort || errand ? 'yes' : '';
      event.n = String(n);
    });
    for (const event of events) {
      const kind = event.event as Kind;
      if (event.dataset !== set || event.skip || (made.get(kind) ?? 0) >= perKind) continue;
      const cases = casesOf(event, trips.get(event.trip_id ?? '') ?? [], kind, seed);
      if (cases.length === 0) continue;
      made.set(kind, (made.get(kind) ?? 0) + 1);
      yield* cases;
    }
  }
}

function casesOf(event: CsvRow, trip: readonly CsvRow[], kind: Kind, seed: number): TripCase[] {
  const at = Number(event.t_unix_ms);
  const dwellMs = (optional(event.dwell_s) ?? 0) * 1000;
  const [from, to] =
    kind === 'arrival'
      ? [at - 1_200_000, at + Math.min(dwellMs, 240_000)]
      : [at - 600_000, at + dwellMs + 240_000];
  const all = trip.map(fixOf).sort((a, b) => a.recordedAt - b.recordedAt);
  const part = all.filter((f) => f.recordedAt >= from && f.recordedAt <= to);
  if (part.filter((f) => f.recordedAt <= at).length < 10) return [];
  const random = new SeededRandom(seed * 7919 + Number(event.n));
  const place: Position = [Number(event.lon), Number(event.lat)];
  const { middle, turn, depthM } = placeLot(place, all, at, kind, random);
  const store = lotStore({ at: middle, turn });
  const enteredAt = kind === 'arrival' ? entered(part, middle, turn, at) : at;
  if (kind === 'arrival' && !tellable(part, middle, turn, enteredAt, at)) return [];
  return SCENARIOS.flatMap((scenario) => {
    const fixes = deliver(part, scenario, at, random);
    if (kind === 'arrival' && !tellable(fixes, middle, turn, enteredAt, at)) return [];
    const [first, last] = [part[0], fixes.at(-1)];
    if (!first || !last) return [];
    const endAt = Math.max(last.receivedAt, to) + 60_000;
    const truth = { parkedAt: at, enteredAt };
    return [
      {
        kind,
        set: event.dataset ?? '',
        placement: `placement ${seed}`,
        scenario,
        store,
        areaM2: LOT_M.length * LOT_M.depth,
        depthM: kind === 'arrival' ? depthM : 0,
        stoodAt: kind === 'arrival' ? place : undefined,
        startedAt: first.recordedAt,
        endAt,
        fixes,
        truth,
      },
    ];
  });
}

function fixOf(row: CsvRow): Fix {
  const recordedAt = Number(row.t_unix_ms);
  return {
    latitude: Number(row.lat),
    longitude: Number(row.lon),
    accuracyM: optional(row.accuracy_m),
    speedMps: optional(row.speed_mps),
    headingDeg: optional(row.heading_deg),
    recordedAt,
    receivedAt: recordedAt,
  };
}

function placeLot(place: Position, all: readonly Fix[], at: number, kind: Kind, random: SeededRandom) {
  const map = projectionAround(place);
  let turn = random.next() * Math.PI;
  let [u, v] = [(random.next() - 0.5) * 74, (random.next() - 0.5) * 44];
  if (kind !== 'arrival') {
    const i = Math.max(
      0,
      all.findIndex((f) => f.recordedAt >= at),
    );
    const [a, b] = [all[Math.max(0, i - 3)], all[Math.min(all.length - 1, i + 3)]];
    const p = a && toLocal(map, a.longitude, a.latitude);
    const q = b && toLocal(map, b.longitude, b.latitude);
    turn = p && q ? Math.atan2(q.y - p.y, q.x - p.x) : 0;
    [u, v] = [(random.next() - 0.5) * 60, random.next() < 0.5 ? 38 : -38];
  }
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const depthM = Math.min(LOT_M.length / 2 - Math.abs(u), LOT_M.depth / 2 - Math.abs(v));
  return { middle: toPosition(map, { x: u * c - v * s, y: u * s + v * c }), turn, depthM };
}

/** Meters outside the lot, 0 inside. */
function outsideM(fix: Fix, middle: Position, turn: number): number {
  const { x, y } = toLocal(projectionAround(middle), fix.longitude, fix.latitude);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const along = Math.max(0, Math.abs(x * c + y * s) - 45);
  const across = Math.max(0, Math.abs(y * c - x * s) - 30);
  return Math.hypot(along, across);
}

function entered(part: readonly Fix[], middle: Position, turn: number, at: number): number {
  let since = at;
  for (const fix of part.filter((f) => f.recordedAt <= at && (f.accuracyM ?? 0) <= 50).reverse()) {
    if (outsideM(fix, middle, turn) > 25) break;
    since = fix.recordedAt;
  }
  return since;
}

/** Whether anyone could tell: two usable fixes in or beside the lot, from entering to two minutes after parking. */
function tellable(fixes: readonly Fix[], middle: Position, turn: number, since: number, at: number): boolean {
  const usable = fixes.filter(
    (f) =>
      f.recordedAt >= since &&
      f.recordedAt <= at + 120_000 &&
      (f.accuracyM ?? 0) <= 65 &&
      outsideM(f, middle, turn) <= 25,
  );
  return usable.length >= 2;
}
