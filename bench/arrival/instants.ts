/**
 * Every moment of a trip at which the decision could say "arrived", with the signs that it would go by: what the
 * weights are fitted on. The trip is followed with a bar that nothing passes, so each moment is there once.
 */
import {
  decideArrival,
  LOOKS_S,
  mayHaveArrived,
  newTrack,
  PARAMETERS,
  prepareStore,
  presenceAt,
  SIGNS,
  signsOf,
  type TrackState,
} from '@curbline/domain/arrival';
import { freeAt } from './tally.ts';
import type { TripCase } from './trip-case.ts';

export interface FittedTrip {
  readonly set: string;
  readonly kind: TripCase['kind'];
  /** Row by row the values of `SIGNS`. */
  readonly signs: readonly (readonly number[])[];
  /** What it costs to tell at that row, and never to tell. */
  readonly costs: readonly number[];
  readonly neverCost: number;
}

/**
 * What is felt: a miss and an early alert as much as minutes of waiting, seconds beyond the first three a little,
 * beyond 18 more. A false halt weighs about a miss, and so does a car that turns in the lot's mouth; a pass, where nobody
 * even stopped, more; a car that cut through the lot and went little.
 */
const COST = { miss: 1.4, early: 1.2, drive_past: 1.5, mid_stop: 1.3, turn: 1.3, crossing: 0.15 } as const;

function delayCost(delayS: number): number {
  if (delayS > 120) return COST.miss;
  return 0.006 * Math.max(0, Math.min(delayS, 18) - 3) + 0.009 * Math.max(0, delayS - 18);
}

/** Call before anything is followed: no bar is passed any more in this process. */
export function tellNothing(): void {
  (PARAMETERS.weights as { bar: number }).bar = -Infinity;
}

export function fittedTrip(trip: TripCase): FittedTrip {
  const { kind, set, truth } = trip;
  const store = prepareStore(trip.store);
  const signs: number[][] = [];
  const costs: number[] = [];
  const free = freeAt(trip);
  const costAt = (at: number): number => {
    if (kind !== 'arrival') return COST[kind];
    return at < truth.enteredAt - 5000 ? COST.early : delayCost((at - free) / 1000);
  };
  const look = ({ motion, visit }: TrackState, at: number, silentS: number): void => {
    if (!motion || !visit) return;
    const here = presenceAt(motion, store, silentS);
    if (!mayHaveArrived(visit, here, silentS)) return;
    const values = signsOf(visit, motion, here, silentS);
    signs.push(SIGNS.map((sign) => (sign === 'bar' ? 1 : values[sign])));
    costs.push(costAt(at));
  };
  let state = newTrack(trip.startedAt);
  trip.fixes.forEach((fix, i) => {
    const decided = decideArrival(state, fix, fix.receivedAt, store);
    state = decided.state;
    if (decided.refused || !state.motion || !state.visit) return;
    look(state, fix.receivedAt, 0);
    const until = trip.fixes[i + 1]?.receivedAt ?? trip.endAt;
    for (const silentS of LOOKS_S) {
      const at = Math.max(state.motion.at + silentS * 1000, fix.receivedAt + 1);
      if (at < until) look(state, at, silentS);
    }
  });
  return { set, kind, signs, costs, neverCost: kind === 'arrival' ? COST.miss : 0 };
}
