/**
 * A made-up town around one store: a few ways in, each with its own detour, speed, rush hour and last light.
 * What stays the same from trip to trip is what a store can learn; what differs is drawn anew for each.
 */
import type { Fix } from '@curbline/domain/arrival';
import { projectionAround, toPosition, type Position } from '@curbline/domain/geo';
import type { SeededRandom } from '@curbline/simulation';

export interface WayIn {
  /** Where it comes from, radians clockwise from north. */
  readonly bearing: number;
  /** Meters driven for a meter nearer. */
  readonly detour: number;
  readonly outsideMps: number;
  readonly insideMps: number;
  /** What is left of the speed in the evening. */
  readonly rush: number;
  /** Mean wait at the last light before the car park, seconds. */
  readonly lastLightS: number;
}

export interface TownTrip {
  /** In order of `receivedAt`; they end with the car standing. */
  readonly fixes: readonly Fix[];
  /** Unix ms. */
  readonly parkedAt: number;
  /** Hour of the day of the arrival, 0 to 24. */
  readonly hour: number;
}

const DAY_MS = 86_400_000;
const TOWN_M = 1_500;
const BLOCK_M = 250;

export function drawTown(random: SeededRandom, ways = 5): WayIn[] {
  const between = (low: number, high: number): number => low + (high - low) * random.next();
  return Array.from({ length: ways }, (_, i) => ({
    bearing: ((i + 0.7 * random.next()) * 2 * Math.PI) / ways,
    detour: between(1.05, 1.7),
    outsideMps: between(9, 19),
    insideMps: between(5, 9),
    rush: between(0.5, 0.95),
    lastLightS: between(5, 60),
  }));
}

/** One customer's drive from some kilometers away to a stand in the middle of the store's lot. */
export function townTrip(
  town: readonly WayIn[],
  store: Position,
  day: number,
  random: SeededRandom,
): TownTrip {
  const way = random.pick(town);
  const map = projectionAround(store);
  const hour = random.pick([8, 11, 13, 17, 18, 19]);
  const startedAt = day * DAY_MS + hour * 3_600_000;
  const temper = Math.exp(0.13 * random.gaussian()) * (hour >= 15 ? way.rush : 1);
  const lastLightS = Math.max(0, way.lastLightS * (1 + 0.5 * random.gaussian()));
  const everyS = random.pick([5, 10, 15]);
  const bearing = way.bearing + 0.08 * random.gaussian();
  const sideways = Math.sqrt(1 - way.detour ** -2);
  const fixes: Fix[] = [];
  let [leftM, acrossM, side, haltS, sinceHaltM, last] = [3_000 + 6_000 * random.next(), 0, 1, 0, 0, false];
  let parkedS: number | undefined;
  for (let s = 0; parkedS === undefined || s < parkedS + 60; s += 1) {
    const driving = parkedS === undefined && haltS <= 0;
    const mps = !driving ? 0 : temper * (leftM > TOWN_M ? way.outsideMps : leftM > 60 ? way.insideMps : 3);
    haltS -= 1;
    leftM = Math.max(0, leftM - mps / way.detour);
    // The way goes to and fro across the straight line, block by block, and ends on it.
    if (Math.abs(acrossM) > BLOCK_M || Math.abs(acrossM) > leftM) side = acrossM > 0 ? -1 : 1;
    acrossM += side * mps * sideways;
    sinceHaltM += mps;
    if (driving && sinceHaltM > 600 && random.next() < 0.02) {
      haltS = 25 * random.next();
      sinceHaltM = 0;
    }
    if (!last && leftM < 150) {
      last = true;
      haltS = lastLightS;
    }
    if (leftM <= 0 && parkedS === undefined) parkedS = s;
    if (s % everyS !== 0) continue;
    const across = leftM <= 0 ? 0 : acrossM;
    const x = leftM * Math.sin(bearing) + across * Math.cos(bearing) + 4 * random.gaussian();
    const y = leftM * Math.cos(bearing) - across * Math.sin(bearing) + 4 * random.gaussian();
    const [longitude, latitude] = toPosition(map, { x, y });
    const at = startedAt + s * 1000;
    fixes.push({
      latitude,
      longitude,
      accuracyM: 8,
      speedMps: mps,
      recordedAt: at,
      sentAt: at,
      receivedAt: at + 300,
    });
  }
  const parkedAt = startedAt + parkedS * 1000;
  return { fixes, parkedAt, hour: (parkedAt % DAY_MS) / 3_600_000 };
}
