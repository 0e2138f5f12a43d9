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

/** Steps whose hashes end alike share a row; the newest of a row stay. */
const A_ROW = 8;

export class PastPaths {
  private readonly hash = new KeyedHash();
  private readonly rows: number;
  /** Taken once and for all: a day of trips makes it no larger, and the collector finds nothing to walk. */
  private readonly steps: Float64Array;
  /** When each was first taken, by the phone's clock, ms. */
  private readonly takenAt: Float64Array;
  /** Which of a row goes next. */
  private readonly turn: Uint8Array;

  /** @param capacity steps remembered at most, 16 bytes each; in full once some more have come */
  constructor(capacity = 131_072) {
    this.rows = Math.ceil(capacity / A_ROW);
    this.steps = new Float64Array(this.rows * A_ROW);
    this.takenAt = new Float64Array(this.rows * A_ROW);
    this.turn = new Uint8Array(this.rows);
  }

  /** Whether this very step was taken before, at another time; from now on it was. */
  repeats(from: Place, to: Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>): boolean {
    if ((to.accuracyM ?? 0) > COARSEST_M) return false;
    const metres = distanceM([from.longitude, from.latitude], [to.longitude, to.latitude]);
    if (!(metres >= SHORTEST_STEP_M)) return false;
    const step = this.hashOf(from, to);
    const row = step % this.rows;
    const begin = row * A_ROW;
    for (let i = begin; i < begin + A_ROW; i += 1) {
      if (this.steps[i] === step) return Math.abs(to.recordedAt - (this.takenAt[i] ?? 0)) > SAME_TRIP_MS;
    }
    const turn = this.turn[row] ?? 0;
    this.steps[begin + turn] = step;
    this.takenAt[begin + turn] = to.recordedAt;
    this.turn[row] = (turn + 1) % A_ROW;
    return false;
  }

  private hashOf(from: Place, to: Place): number {
    return this.hash.of([from.latitude, from.longitude, to.latitude, to.longitude].map(microDegrees));
  }
}

/** To the sixth digit, a tenth of a metre: fits 32 bits. */
const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);
