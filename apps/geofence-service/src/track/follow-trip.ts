/** Pure steps from one {@link TripTrack} to the next: a batch of fixes, or time passing without one. */
import type { TripEvent } from '@curbline/contracts/events';
import {
  bandOf,
  decideArrival,
  decideTick,
  expectedAt,
  type ArrivalEvent,
  type Eta,
  type Fix,
  type FixRefusal,
  type PreparedStore,
} from '@curbline/domain/arrival';

import { withPrediction } from '@curbline/domain/eta';
import { judgePlausibility } from '@curbline/domain/plausibility';
import { NO_ETA_SOURCES, type EtaSources } from '../estimates/eta-sources.service.js';
import { approachAfter, refineEta } from '../estimates/refine-eta.js';
import { standAfter } from './other-store.js';
import type { TripTrack } from './trip-track.js';

export interface TrackStep {
  readonly after: TripTrack;
  readonly events: readonly ArrivalEvent[];
  /** Further events, ready to be published. */
  readonly facts?: readonly TripEvent[];
  readonly eta: Eta | undefined;
  /** When the passing of time may change something, server's clock, ms. */
  readonly wakeAt: number | undefined;
}

export interface FixesStep extends TrackStep {
  readonly refused: readonly { readonly index: number; readonly reason: FixRefusal }[];
  readonly nextFixInS: number;
}

/** When the next position is wanted after an unusable one, seconds. */
const NEXT_FIX_AFTER_NOTHING_S = 10;

/** Whether an earlier trip has taken exactly this step from one position to the next. */
export type IsReplayedStep = (from: Position, to: Fix) => boolean;
type Position = Pick<Fix, 'latitude' | 'longitude'>;

/** A copy of the track that this step changes: one copy per batch, instead of one per changed property. */
type Draft = { -readonly [Part in keyof TripTrack]: TripTrack[Part] };

/**
 * Takes in a batch of positions, in the order in which the phone recorded them.
 * @param now server's clock, ms
 */
export function takeFixes(
  before: TripTrack,
  fixes: readonly Fix[],
  now: number,
  store: PreparedStore,
  isReplayed: IsReplayedStep = () => false,
  sources: EtaSources = NO_ETA_SOURCES,
): FixesStep {
  const inOrder = fixes
    .map((fix, index) => ({ fix, index }))
    .sort((a, b) => a.fix.recordedAt - b.fix.recordedAt);
  const after: Draft = { ...before, fixesReceived: before.fixesReceived + fixes.length };
  let nextFixInS = NEXT_FIX_AFTER_NOTHING_S;
  // The alert uses the refined estimate, at the end of the batch.
  const quiet = { ...store, leadS: Number.NEGATIVE_INFINITY };
  const events: ArrivalEvent[] = [];
  const refused: { index: number; reason: FixRefusal }[] = [];
  for (const { fix, index } of inOrder) {
    const decision = decideArrival(after.track, fix, now, quiet);
    events.push(...decision.events);
    nextFixInS = decision.nextFixInS;
    after.track = decision.state;
    note(after, decision.events);
    const { here } = after.plausibility;
    const replayed = here !== undefined && isReplayed(here, fix);
    after.plausibility = judgePlausibility(after.plausibility, fix, before.startedAt, replayed);
    if (decision.refused) refused.push({ index, reason: decision.refused });
    // A coarse position decides nothing, but it shows that the phone is there and roughly where.
    if (!decision.refused || decision.refused === 'too_coarse') see(after, fix, store);
    if (decision.refused) continue;
    after.stand = standAfter(after.stand, fix, takenAt(fix), store);
    after.approach = approachAfter(after.approach, after.track, store);
  }
  const refined = refineEta(before.track.eta, after, store, sources);
  const rest = passTime({ ...refined, predictions: predictionsAfter(refined) }, now, store);
  events.push(...rest.events);
  refused.sort((a, b) => a.index - b.index);
  return { ...rest, events, refused, nextFixInS };
}

/** Lets time pass: dwell timers, a lost signal, an estimate that counts down. */
export function passTime(before: TripTrack, now: number, store: PreparedStore): TrackStep {
  const { state, events, eta, wakeAt } = decideTick(before.track, now, store);
  const sourced = eta?.source === 'position' ? { ...eta, source: before.etaSource } : eta;
  const after: Draft = { ...before, track: state };
  note(after, events);
  return { after, events, eta: sourced, wakeAt };
}

/** The predictions with the estimate that these positions led to, made when the newest of them was taken. */
function predictionsAfter({ predictions, track }: TripTrack): TripTrack['predictions'] {
  const arrivalAt = track.eta && expectedAt(track);
  return track.eta && arrivalAt !== undefined
    ? withPrediction(predictions, { madeAt: Math.round(track.eta.at), arrivalAt })
    : predictions;
}

/** When the phone took a position, by the server's clock, ms. */
function takenAt(fix: Fix): number {
  const ageWhenSent = fix.sentAt === undefined ? 0 : Math.max(0, fix.sentAt - fix.recordedAt);
  return fix.receivedAt - ageWhenSent;
}

function see(track: Draft, fix: Fix, store: PreparedStore): void {
  const at = takenAt(fix);
  if (track.lastSeenAt !== null && at < track.lastSeenAt) return;
  track.lastSeenAt = at;
  track.band = bandOf(fix, store);
}

/** Notes the state of the signal that the events report. */
function note(track: Draft, events: readonly ArrivalEvent[]): void {
  for (const { type } of events) {
    if (type === 'signal_lost') track.signalLost = true;
    else if (type === 'signal_found') track.signalLost = false;
    else track.probablyHere = type === 'probably_here';
  }
}
