/**
 * Steps that phones have taken, so that a recording of an earlier trip is recognized when it is played again.
 *
 * No position is kept: a step is 48 bits of a keyed hash over both of its ends, and the key is drawn at the start of the
 * process and never leaves its memory. Nothing shows which trip or store a step was of. The oldest steps are dropped as
 * new ones come, all of them with the process.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { distanceM } from '@curbline/domain/geo';
import type { Fix } from '@curbline/domain/arrival';

/** Two phones in one car, or one phone with two links, take the same steps at the same time. */
const SAME_TRIP_MS = 600_000;
/** A phone that stands, or one that rounds its position, repeats itself by chance. */
const SHORTEST_STEP_M = 5;
const COARSEST_M = 100;

type Place = Pick<Fix, 'latitude' | 'longitude'>;

export class ReplayDetector {
  private readonly key = randomBytes(32);
  /** When each step was first taken, by the phone's clock, ms. The newer half fills, then replaces the older one. */
  private newer = new Map<number, number>();
  private older = new Map<number, number>();

  /** @param capacity steps remembered at most; at least the newest half of them */
  constructor(private readonly capacity = 131_072) {}

  /** Whether this very step was taken before, at another time. It is remembered from now on. */
  repeats(from: Place, to: Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>): boolean {
    if ((to.accuracyM ?? 0) > COARSEST_M) return false;
    const metres = distanceM([from.longitude, from.latitude], [to.longitude, to.latitude]);
    if (!(metres >= SHORTEST_STEP_M)) return false;
    const step = this.hashOf(from, to);
    const takenAt = this.newer.get(step) ?? this.older.get(step);
    if (takenAt !== undefined) return Math.abs(to.recordedAt - takenAt) > SAME_TRIP_MS;
    if (this.newer.size >= this.capacity / 2) [this.older, this.newer] = [this.newer, new Map()];
    this.newer.set(step, to.recordedAt);
    return false;
  }

  private hashOf(from: Place, to: Place): number {
    const ends = Int32Array.from([from.latitude, from.longitude, to.latitude, to.longitude], microDegrees);
    return createHmac('sha256', this.key).update(ends).digest().readUIntBE(0, 6);
  }
}

/** To the sixth digit, a tenth of a metre: fits 32 bits. */
const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);
