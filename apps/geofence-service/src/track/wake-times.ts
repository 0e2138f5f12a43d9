/** When each open trip of this process wants to be looked at again although no fix came. */
import type { TripKey } from './messages.js';

interface Wake extends TripKey {
  readonly at: number;
}

export class WakeTimes {
  private readonly wakes = new Map<string, Wake>();

  /** @param at server's clock, ms; `undefined` when time alone can change nothing. */
  set({ storeId, tripId }: TripKey, at: number | undefined): void {
    if (at === undefined) this.wakes.delete(tripId);
    else this.wakes.set(tripId, { storeId, tripId, at });
  }

  /** Takes out all trips whose time has come, the longest overdue first. */
  takeDue(now: number): TripKey[] {
    const due = [...this.wakes.values()].filter((wake) => wake.at <= now).sort((a, b) => a.at - b.at);
    for (const { tripId } of due) this.wakes.delete(tripId);
    return due.map(({ storeId, tripId }) => ({ storeId, tripId }));
  }
}
