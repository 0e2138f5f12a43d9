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
  /** When each step was last taken, by the phone's clock, ms; in order of arrival. */
  private readonly takenAt = new Map<number, number>();

  /** @param capacity steps remembered; about 100 bytes each */
  constructor(private readonly capacity = 100_000) {}

  /** Whether this very step was taken before, at another time; from now on it was. */
  repeats(from: Place, to: Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>): boolean {
    if ((to.accuracyM ?? 0) > COARSEST_M) return false;
    const metres = distanceM([from.longitude, from.latitude], [to.longitude, to.latitude]);
    if (!(metres >= SHORTEST_STEP_M)) return false;
    const step = this.hashOf(from, to);
    const before = this.takenAt.get(step);
    if (before !== undefined) return Math.abs(to.recordedAt - before) > SAME_TRIP_MS;
    this.takenAt.set(step, to.recordedAt);
    for (const oldest of this.takenAt.keys()) {
      if (this.takenAt.size <= this.capacity) break;
      this.takenAt.delete(oldest);
    }
    return false;
  }

  private hashOf(from: Place, to: Place): number {
    return this.hash.of([from.latitude, from.longitude, to.latitude, to.longitude].map(microDegrees));
  }
}

/** To the sixth digit, a tenth of a metre: fits 32 bits. */
const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);
