/** Converts the detector's events into the messages for other services. No message contains coordinates. */
import type { Progress, TripEvent } from '@curbline/contracts/events';
import { expectedAt, type ArrivalEvent, type Eta } from '@curbline/domain/arrival';
import { predictionFor } from '@curbline/domain/eta';
import type { Suspicion } from '@curbline/domain/plausibility';
import type { TrackKey } from '@curbline/messaging';
import type { TripTrack } from './trip-track.js';

const iso = (ms: number): string => new Date(ms).toISOString();

let last = { ms: Number.NaN, text: '' };

/** The same with a cache of one: many progress messages share their millisecond, and a fresh position has it twice. */
function isoOnce(ms: number): string {
  if (ms !== last.ms) last = { ms, text: iso(ms) };
  return last.text;
}

/** @returns the trip event for order-service, or `undefined` if the event only concerns the progress. */
export function tripEventOf(
  { storeId, tripId }: TrackKey,
  event: ArrivalEvent,
  track: TripTrack,
  requestId: string | null,
): TripEvent | undefined {
  const { type } = event;
  const { doubts } = track.plausibility;
  const expected = type === 'approaching' ? expectedAt(track.track) : undefined;
  const isArrival = type === 'arrived' || type === 'arrival_corrected';
  const predicted = isArrival ? predictionFor(track.predictions, event.occurredAt) : undefined;
  if (type === 'signal_lost' || type === 'signal_found' || type === 'probably_here') return undefined;
  return {
    id: `${tripId}:${event.number}`,
    storeId,
    tripId,
    type,
    occurredAt: iso(event.occurredAt),
    decidedAt: iso(event.decidedAt),
    ...(expected !== undefined && { expectedAt: iso(expected) }),
    ...(predicted && { predicted: { madeAt: iso(predicted.madeAt), arrivalAt: iso(predicted.arrivalAt) } }),
    ...(doubts.length > 0 ? suspected(event, doubts) : trusted(event)),
    requestId,
  };
}

type Grounds = Pick<TripEvent, 'evidence' | 'reasons'>;

const trusted = ({ evidence, reasons }: ArrivalEvent): Grounds => ({
  evidence: evidence ?? null,
  reasons: reasons ?? null,
});

/** An arrival under suspicion is still an arrival, but on weaker evidence and with the suspicions as reasons. */
function suspected({ evidence, reasons }: ArrivalEvent, doubts: readonly Suspicion[]): Grounds {
  if (!evidence) return { evidence: null, reasons: null };
  const certainty = Math.min(0.5, reasons?.certainty ?? 0.5);
  return { evidence: 'position_inside', reasons: { ...reasons, certainty, doubts: [...doubts] } };
}

/** @param now server's clock, ms */
export function progressOf(
  { storeId, tripId }: TrackKey,
  track: TripTrack,
  eta: Eta | undefined,
  now: number,
): Progress {
  const { doubts } = track.plausibility;
  const expected = expectedAt(track.track);
  return {
    storeId,
    tripId,
    at: isoOnce(now),
    lastSeenAt: track.lastSeenAt === null ? null : isoOnce(track.lastSeenAt),
    eta: etaMessage(eta),
    ...(expected !== undefined && { expectedAt: iso(expected) }),
    band: track.band,
    signalLost: track.signalLost,
    probablyHere: track.probablyHere,
    ...(doubts.length > 0 ? { doubts: [...doubts] } : {}),
  };
}

/** The estimate in whole seconds, as the board and the phone get it. */
export function etaMessage(eta: Eta | undefined): Progress['eta'] {
  if (!eta) return null;
  const { seconds, lowSeconds, highSeconds, source } = eta;
  return {
    seconds: Math.round(seconds),
    lowSeconds: Math.round(lowSeconds),
    highSeconds: Math.round(highSeconds),
    source,
  };
}
