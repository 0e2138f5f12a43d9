/**
 * Recognizes a recording of an earlier trip that is played again, by the steps from one position to the next.
 *
 * No position is stored: a step is 48 bits of a keyed hash over both of its ends. The key is drawn at the start of the
 * process and never leaves its memory. Nothing shows which trip or store a step belonged to. New steps replace the oldest
 * ones, and all are gone when the process ends.
 */
import { hash, randomBytes } from 'node:crypto';
import { distanceM } from '@curbline/domain/geo';
import type { Fix } from '@curbline/domain/arrival';

/** Two phones in one car, or one phone with two links, take the same steps within this time. */
const SAME_TRIP_MS = 600_000;
/** Shorter steps are repeated by chance, by phones that stand or that round their position. */
const SHORTEST_STEP_M = 5;
const COARSEST_M = 100;

type Place = Pick<Fix, 'latitude' | 'longitude'>;

const KEY_BYTES = 32;

export class ReplayDetector {
  /** What is hashed: the key, then both ends of a step. Of one length always, so a key in front is as good as an HMAC. */
  private readonly keyed = Buffer.concat([randomBytes(KEY_BYTES), Buffer.alloc(16)]);
  /** When each step was first taken, by the phone's clock, ms. The newer half fills, then replaces the older one. */
  private newer = new Map<number, number>();
  private older = new Map<number, number>();

  /** @param capacity how many steps are remembered at most; at least the newest half of that number is */
  constructor(private readonly capacity = 131_072) {}

  /** Whether this very step was taken before, at another time. Remembers the step. */
  isReplayed(from: Place, to: Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>): boolean {
    if ((to.accuracyM ?? 0) > COARSEST_M) return false;
    const meters = distanceM([from.longitude, from.latitude], [to.longitude, to.latitude]);
    if (!(meters >= SHORTEST_STEP_M)) return false;
    const step = this.hashOf(from, to);
    const takenAt = this.newer.get(step) ?? this.older.get(step);
    if (takenAt !== undefined) return Math.abs(to.recordedAt - takenAt) > SAME_TRIP_MS;
    if (this.newer.size >= this.capacity / 2) [this.older, this.newer] = [this.newer, new Map()];
    this.newer.set(step, to.recordedAt);
    return false;
  }

  private hashOf(from: Place, to: Place): number {
    [from.latitude, from.longitude, to.latitude, to.longitude].forEach((degrees, index) => {
      this.keyed.writeInt32LE(microDegrees(degrees), KEY_BYTES + 4 * index);
    });
    // In one call: an HMAC of several calls costs ten times as much, a third of a whole fix.
    return hash('sha256', this.keyed, 'buffer').readUIntBE(0, 6);
  }
}

/** Rounded to the sixth decimal, a tenth of a meter, which fits 32 bits. */
const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);
