/**
 * Steps that phones have taken, so that a recording of an earlier trip is known when it is played again.
 *
 * No position is kept: a step is 53 bits of a keyed hash over both of its ends, and the key is drawn at the
 * start of the process and never leaves its memory. Nothing tells which trip or store a step was of. The
 * oldest steps are forgotten as new ones come, all of them with the process.
 */
import { distanceM } from '@curbline/domain/geo';
import type { Fix } from '@curbline/domain/arrival';
import { KeyedHash } from './keyed-hash.js';

/** Two phones in one car, or one phone with two links, take the same steps at the same time. */
const SAME_TRIP_MS = 600_000;
/** A phone that stands, or one that rounds its position, repeats itself by chance. */
const SHORTEST_STEP_M = 5;
const COARSEST_M = 100;

type Place = Pick<Fix, 'latitude' | 'longitude'>;

export class PastPaths {
  private readonly hash = new KeyedHash();
  /**
   * When each step was first taken, by the phone's clock, ms: the newest steps, and those before them. A full half
   * pushes the other out as a whole: taken out one by one, the oldest of a `Map` leave holes at its beginning,
   * which each look for the next oldest walks over (20 to 40 µs a fix with 100,000 steps).
   */
  private newer = new Map<number, number>();
  private older: ReadonlyMap<number, number> = new Map();

  /** @param capacity steps remembered at most, at least half as many; about 100 bytes each */
  constructor(private readonly capacity = 100_000) {}

  /** Whether this very step was taken before, at another time; from now on it was. */
  repeats(from: Place, to: Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>): boolean {
    if ((to.accuracyM ?? 0) > COARSEST_M) return false;
    const metres = distanceM([from.longitude, from.latitude], [to.longitude, to.latitude]);
    if (!(metres >= SHORTEST_STEP_M)) return false;
    const step = this.hashOf(from, to);
    const before = this.newer.get(step) ?? this.older.get(step);
    if (before !== undefined) return Math.abs(to.recordedAt - before) > SAME_TRIP_MS;
    if (this.newer.size >= this.capacity / 2) [this.older, this.newer] = [this.newer, new Map()];
    this.newer.set(step, to.recordedAt);
    return false;
  }

  private hashOf(from: Place, to: Place): number {
    return this.hash.of([from.latitude, from.longitude, to.latitude, to.longitude].map(microDegrees));
  }
}

/** To the sixth digit, a tenth of a metre: fits 32 bits. */
const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);
