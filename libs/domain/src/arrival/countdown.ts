/** What the passing of time changes: the estimate counts down, the customer is asked, the next tick is due. */
import { remainingAfter, remainingDeclared, type Remaining } from '../eta/index.js';
import { silenceThatTells } from './evidence.js';
import { PARAMETERS } from './parameters.js';
import { isInstant } from './usable-fix.js';
import type { PreparedStore } from './store.js';
import type { TrackState } from './track-state.js';
import type { Eta } from './types.js';

/** An estimate first falls below a threshold late on average, so the threshold is a little higher. */
export const announceAtS = (store: PreparedStore): number => store.leadS * PARAMETERS.announceShare;

/**
 * When to ask the customer: a silent car whose estimate ran out, with a margin, has probably come; a trip whose
 * very first fix lies inside either ends here or begins here, and only the customer knows which.
 */
export function whenToAsk(state: TrackState): number | undefined {
  const { eta, clock, askedIfHere, phase, visit } = state;
  if (askedIfHere || phase !== 'coming' || !clock) return undefined;
  if (visit?.startedInside) return visit.since + PARAMETERS.askInsideAfterS * 1000;
  if (!eta || eta.seconds > 900) return undefined;
  return Math.max(eta.at + eta.seconds * 1000 + 30_000, clock.newestReceivedAt + 60_000);
}

/** The estimate as it is at `now`: by position, else by what the customer declared; absent once the car is here. */
export function remaining(state: TrackState, now: number): Remaining | undefined {
  if (state.phase === 'here' || !isInstant(now)) return undefined;
  if (state.eta) return remainingAfter(state.eta, Math.max(0, (now - state.eta.at) / 1000));
  if (state.declaredEtaS === undefined) return undefined;
  return remainingDeclared(state.declaredEtaS, Math.max(0, (now - state.startedAt) / 1000));
}

/** The same estimate as it is shown, with its source. */
export function etaOf(state: TrackState, now: number): Eta | undefined {
  const left = remaining(state, now);
  if (!left) return undefined;
  const source = state.eta ? 'position' : 'declared';
  return { at: now, seconds: left.seconds, lowSeconds: left.low, highSeconds: left.high, source };
}

/** The next instant at which time alone changes something. */
export function wakeAt(state: TrackState, now: number, store: PreparedStore): number | undefined {
  const { motion, visit, clock, phase } = state;
  let next = Infinity;
  if (phase !== 'here' && motion && visit) {
    const silentS = silenceThatTells(visit, motion, store);
    if (silentS !== undefined) next = Math.ceil(motion.at + silentS * 1000);
  }
  if (phase === 'coming') {
    const left = state.approachingTold ? undefined : remaining(state, now);
    if (left) next = Math.min(next, now + Math.ceil((left.seconds - announceAtS(store)) * 1000));
    if (clock && !state.silenceTold) {
      next = Math.min(next, clock.newestReceivedAt + PARAMETERS.signalLostS * 1000);
    }
    next = Math.min(next, whenToAsk(state) ?? Infinity);
  }
  return Number.isFinite(next) ? Math.max(next, now + 1) : undefined;
}
