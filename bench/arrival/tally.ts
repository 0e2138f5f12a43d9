/** Counts what was told against what was true. The definitions are those of docs/arrival.md. */
import type { Told } from './rules.ts';
import type { TripCase } from './trip-case.ts';

export class Tally {
  private readonly counts = { arrival: 0, drive_past: 0, mid_stop: 0, turn: 0, crossing: 0 };
  private readonly falses = { drive_past: 0, mid_stop: 0, turn: 0, crossing: 0 };
  private found = 0;
  private early = 0;
  private readonly delaysS: number[] = [];
  private readonly clocksS: number[] = [];

  add(trip: TripCase, told: Told | undefined): void {
    this.counts[trip.kind] += 1;
    if (trip.kind !== 'arrival') {
      if (told) this.falses[trip.kind] += 1;
      return;
    }
    if (!told) return;
    const { parkedAt, enteredAt } = trip.truth;
    if (told.decidedAt < enteredAt - 5000) {
      this.early += 1;
      return;
    }
    const delayS = (told.decidedAt - freeAt(trip)) / 1000;
    if (delayS > 120) return;
    this.found += 1;
    this.delaysS.push(delayS);
    this.clocksS.push(Math.max(0, enteredAt - told.occurredAt, told.occurredAt - parkedAt) / 1000);
  }

  row(): Record<string, number | string> {
    return {
      arrivals: this.counts.arrival,
      'found %': share(this.found, this.counts.arrival),
      'early %': share(this.early, this.counts.arrival),
      'delay p50 s': percentile(this.delaysS, 0.5),
      'delay p90 s': percentile(this.delaysS, 0.9),
      'clock p90 s': percentile(this.clocksS, 0.9),
      passes: this.counts.drive_past,
      'false passes %': share(this.falses.drive_past, this.counts.drive_past),
      halts: this.counts.mid_stop,
      'false halts %': share(this.falses.mid_stop, this.counts.mid_stop),
      turns: this.counts.turn,
      'false turns %': share(this.falses.turn, this.counts.turn),
      crossings: this.counts.crossing,
      'told crossings %': share(this.falses.crossing, this.counts.crossing),
    };
  }
}

/** Nothing can be told while nothing comes: hidden and offline, the delay runs from the first fix received again. */
export function freeAt(trip: TripCase): number {
  const { parkedAt } = trip.truth;
  if (trip.scenario !== 'hidden' && trip.scenario !== 'offline') return parkedAt;
  const back = trip.fixes.find((f) => f.recordedAt >= parkedAt);
  return back ? Math.max(parkedAt, back.receivedAt) : parkedAt;
}

const share = (part: number, whole: number): number | string =>
  whole === 0 ? '' : Math.round((1000 * part) / whole) / 10;

function percentile(values: readonly number[], q: number): number | string {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  return value === undefined ? '' : Math.round(value * 10) / 10;
}
