import type { Progress, TripEvent } from '@curbline/contracts/events';

/** A trip's id; different numbers, different trips. */
export const trip = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export function tripEvent(tripNumber: number, n: number): TripEvent {
  return {
    id: `${trip(tripNumber)}:${n}`,
    storeId: 'lyon',
    tripId: trip(tripNumber),
    type: 'approaching',
    occurredAt: '2026-03-11T09:00:00.000Z',
    decidedAt: '2026-03-11T09:00:01.000Z',
    evidence: null,
    reasons: null,
    requestId: null,
  };
}

export function progress(tripNumber: number, seconds: number): Progress {
  return {
    storeId: 'lyon',
    tripId: trip(tripNumber),
    at: '2026-03-11T09:00:00.000Z',
    lastSeenAt: '2026-03-11T09:00:00.000Z',
    eta: { seconds, lowSeconds: seconds - 10, highSeconds: seconds + 10, source: 'position' },
    band: 'near',
    signalLost: false,
    probablyHere: false,
  };
}
