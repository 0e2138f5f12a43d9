/**
 * When each open trip of this process wants to be looked at again although no fix came.
 *
 * With each fix the time moves, nearly always to a later one. So a trip stays in line where it stands, by the
 * second; when its turn comes and its time has moved on meanwhile, it lines up anew. To move costs nothing, and
 * looking who is due costs by those who are.
 */
import type { TripKey } from './messages.js';

interface Wake extends TripKey {
  at: number;
  /** The second in whose line it stands. */
  second: number;
}

const secondOf = (at: number): number => Math.floor(at / 1000);

export class WakeTimes {
  private readonly wakes = new Map<string, Wake>();
  private readonly lines = new Map<number, Wake[]>();

  /** @param at server's clock, ms; `undefined` when time alone can change nothing. */
  set({ storeId, tripId }: TripKey, at = Infinity): void {
    let wake = this.wakes.get(tripId);
    if (!wake) this.wakes.set(tripId, (wake = { storeId, tripId, at, second: Infinity }));
    wake.at = at;
    if (secondOf(at) < wake.second) this.lineUp(wake);
  }

  /** Whether this process looks after the trip. */
  has(tripId: string): boolean {
    return this.wakes.has(tripId);
  }

  forget(tripId: string): void {
    this.wakes.delete(tripId);
  }

  /** Takes out all trips whose time has come, the longest overdue first. */
  takeDue(now: number): TripKey[] {
    const due: Wake[] = [];
    // Of this very second some may line up again for later in it.
    for (const second of [...this.lines.keys()].filter((one) => one <= secondOf(now))) {
      const line = this.lines.get(second);
      this.lines.delete(second);
      for (const wake of line ?? []) {
        // Forgotten meanwhile, or in line earlier as well.
        if (this.wakes.get(wake.tripId) !== wake || wake.second !== second) continue;
        wake.second = Infinity;
        if (wake.at > now) this.lineUp(wake);
        else due.push(wake);
      }
    }
    due.sort((a, b) => a.at - b.at);
    for (const { tripId } of due) this.wakes.delete(tripId);
    return due.map(({ storeId, tripId }) => ({ storeId, tripId }));
  }

  private lineUp(wake: Wake): void {
    if (wake.at === Infinity) return;
    wake.second = secondOf(wake.at);
    const line = this.lines.get(wake.second);
    if (line) line.push(wake);
    else this.lines.set(wake.second, [wake]);
  }
}
