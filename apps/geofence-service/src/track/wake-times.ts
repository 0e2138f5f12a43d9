/**
 * When each open trip of this process wants to be looked at again although no fix came.
 *
 * With each fix the time moves, nearly always to a later one. So a trip stays in line where it stands, by the
 * second; when its turn comes and its time has moved on meanwhile, it lines up anew. To move costs nothing, and
 * looking who is due costs by those who are.
 */
import type { TrackKey } from '@curbline/messaging';

interface Wake extends TrackKey {
  at: number;
  /** When `at` was set, by the same clock. */
  setAt: number;
  /** Whether others were told since. */
  attended: boolean;
  /** The second in whose line it stands. */
  second: number;
}

const secondOf = (at: number): number => Math.floor(at / 1000);

export class WakeTimes {
  private readonly wakes = new Map<string, Wake>();
  private readonly lines = new Map<number, Wake[]>();

  /**
   * This process looks after the trip from now on.
   * @param wakeAt server's clock, ms; `undefined` when time alone can change nothing.
   * @param now the same clock
   */
  set({ storeId, tripId }: TrackKey, wakeAt: number | undefined, now: number): void {
    const at = wakeAt ?? Infinity;
    let wake = this.wakes.get(tripId);
    if (!wake) {
      wake = { storeId, tripId, at, setAt: now, attended: false, second: Infinity };
      this.wakes.set(tripId, wake);
    }
    [wake.at, wake.setAt, wake.attended] = [at, now, false];
    if (secondOf(at) < wake.second) this.lineUp(wake);
  }

  /** All that this process looks after. */
  all(): TrackKey[] {
    return [...this.wakes.values()].map(({ storeId, tripId }) => ({ storeId, tripId }));
  }

  /** Those set before then of which nobody was told since; the caller tells. @param before server's clock, ms */
  *unattended(before: number): Generator<TrackKey & { readonly at: number; readonly setAt: number }> {
    for (const wake of this.wakes.values()) {
      if (wake.attended || wake.setAt >= before) continue;
      wake.attended = true;
      yield wake;
    }
  }

  /** Another process looks after the trip, unless this one did again meanwhile. */
  letGo(tripId: string): void {
    if (this.wakes.get(tripId)?.attended) this.wakes.delete(tripId);
  }

  forget(tripId: string): void {
    this.wakes.delete(tripId);
  }

  /** Takes out all trips whose time has come, the longest overdue first. */
  takeDue(now: number): TrackKey[] {
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
