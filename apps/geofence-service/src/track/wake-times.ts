/**
 * When each trip whose track this process has leased is due again without a new position.
 *
 * The time changes with each position, nearly always to a later one. A trip therefore stays in the bucket of the second
 * for which it was first scheduled; when that bucket is due and the time of the trip has moved on, it is put into a later
 * bucket. Changing a time costs nothing, and finding the due trips costs only as much as there are due trips.
 */
import type { TrackKey } from '@curbline/messaging';

interface Wake extends TrackKey {
  at: number;
  /** When `at` was set, by the same clock. */
  setAt: number;
  /** Whether the lease was renewed in the track store since. */
  leaseRenewed: boolean;
  /** The second in whose bucket it is; Infinity for none. */
  second: number;
}

const secondOf = (at: number): number => Math.floor(at / 1000);

export class WakeTimes {
  private readonly wakes = new Map<string, Wake>();
  private readonly buckets = new Map<number, Wake[]>();

  /**
   * Schedules a trip, whose track this process has leased by writing it.
   * @param wakeAt server's clock, ms; `undefined` when the passing of time can change nothing.
   * @param now the same clock
   */
  set({ storeId, tripId }: TrackKey, wakeAt: number | undefined, now: number): void {
    const at = wakeAt ?? Infinity;
    let wake = this.wakes.get(tripId);
    if (!wake) {
      wake = { storeId, tripId, at, setAt: now, leaseRenewed: false, second: Infinity };
      this.wakes.set(tripId, wake);
    }
    [wake.at, wake.setAt, wake.leaseRenewed] = [at, now, false];
    if (secondOf(at) < wake.second) this.schedule(wake);
  }

  /** All trips that this process has leased. */
  all(): TrackKey[] {
    return [...this.wakes.values()].map(({ storeId, tripId }) => ({ storeId, tripId }));
  }

  /** The trips that were set before then and whose lease is to be renewed by the caller. @param before server's clock, ms */
  *dueForRenewal(before: number): Generator<TrackKey & { readonly at: number; readonly setAt: number }> {
    for (const wake of this.wakes.values()) {
      if (wake.leaseRenewed || wake.setAt >= before) continue;
      wake.leaseRenewed = true;
      yield wake;
    }
  }

  /** Drops a trip whose lease another process has acquired, unless this process has written the track again meanwhile. */
  release(tripId: string): void {
    if (this.wakes.get(tripId)?.leaseRenewed) this.wakes.delete(tripId);
  }

  forget(tripId: string): void {
    this.wakes.delete(tripId);
  }

  /** Takes out all due trips, the longest overdue first. */
  takeDue(now: number): TrackKey[] {
    const due: Wake[] = [];
    // Trips that are due later in the current second are put into its bucket again.
    for (const second of [...this.buckets.keys()].filter((one) => one <= secondOf(now))) {
      const bucket = this.buckets.get(second);
      this.buckets.delete(second);
      for (const wake of bucket ?? []) {
        // The trip was removed meanwhile, or moved to an earlier bucket.
        if (this.wakes.get(wake.tripId) !== wake || wake.second !== second) continue;
        wake.second = Infinity;
        if (wake.at > now) this.schedule(wake);
        else due.push(wake);
      }
    }
    due.sort((a, b) => a.at - b.at);
    for (const { tripId } of due) this.wakes.delete(tripId);
    return due.map(({ storeId, tripId }) => ({ storeId, tripId }));
  }

  private schedule(wake: Wake): void {
    if (wake.at === Infinity) return;
    wake.second = secondOf(wake.at);
    const bucket = this.buckets.get(wake.second);
    if (bucket) bucket.push(wake);
    else this.buckets.set(wake.second, [wake]);
  }
}
