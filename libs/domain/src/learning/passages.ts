/**
 * The approach of a trip to its store: when it first crossed each ring around the goal, and from which side. It is stored
 * and erased with the track. The store learns from it when the trip has finished.
 */
import type { Point } from '../geo/index.js';

/** Distances from the goal at which seconds left are learned, meters, outermost first. */
export const RINGS_M = [8_000, 5_000, 3_000, 2_000, 1_200, 700, 400, 200] as const;
export const SECTORS = 12;

/** One crossing: ring by its number, sector by its number (0 is north, clockwise), server's clock. */
export interface Passage {
  readonly ring: number;
  readonly sector: number;
  readonly at: number;
}

export interface Approach {
  readonly last?: { readonly at: number; readonly awayM: number } | undefined;
  readonly passages: readonly Passage[];
}

export const NO_APPROACH: Approach = { passages: [] };

/** A silence longer than this hides when a ring was crossed. */
const LONGEST_GAP_MS = 90_000;

export const sectorOf = ({ x, y }: Point): number =>
  (Math.round((Math.atan2(x, y) / (2 * Math.PI)) * SECTORS) + SECTORS) % SECTORS;

/**
 * Takes one believed position in.
 * @param at when, ms; @param from meters east and north of the goal
 */
export function followApproach(approach: Approach, at: number, from: Point): Approach {
  const awayM = Math.hypot(from.x, from.y);
  if (!Number.isFinite(awayM) || !Number.isFinite(at)) return approach;
  const { last } = approach;
  if (last && at <= last.at) return approach;
  const here = { at, awayM };
  if (!last || at - last.at > LONGEST_GAP_MS || awayM >= last.awayM) return { ...approach, last: here };
  const crossed = RINGS_M.flatMap((ringM, ring): Passage[] => {
    if (last.awayM <= ringM || awayM > ringM || approach.passages.some((p) => p.ring === ring)) return [];
    const share = (last.awayM - ringM) / (last.awayM - awayM);
    return [{ ring, sector: sectorOf(from), at: Math.round(last.at + share * (at - last.at)) }];
  });
  return {
    last: here,
    passages: crossed.length > 0 ? [...approach.passages, ...crossed] : approach.passages,
  };
}

/** Seconds left at each crossing, now that the end is known. */
export function passagesOf(
  approach: Approach,
  arrivedAt: number,
): { readonly ring: number; readonly sector: number; readonly seconds: number }[] {
  return approach.passages
    .filter(({ at }) => at < arrivedAt)
    .map(({ ring, sector, at }) => ({ ring, sector, seconds: (arrivedAt - at) / 1000 }));
}
