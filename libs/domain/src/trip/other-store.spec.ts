import { describe, expect, it } from 'vitest';
import {
  decideTrip,
  EVIDENCE,
  NEW_TRIP,
  type ArrivalEvidence,
  type Trip,
  type TripArrival,
  type TripCommand,
} from './index.js';

const NOW = 1_800_000_000_000;

const arrival = (evidence: ArrivalEvidence, occurredAt = NOW - 60_000): TripArrival => ({
  occurredAt,
  decidedAt: NOW - 50_000,
  evidence,
  confirmed: evidence !== 'tapped_far',
  reasons: null,
});

const ANNECY = { storeId: 'annecy', name: 'Annecy', since: NOW - 30_000 };

const trip = (over: Partial<Trip> = {}): Trip => ({ ...NEW_TRIP, ...over });

function must(decision: ReturnType<typeof decideTrip>) {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

describe('a customer at another store', () => {
  const note = (before: Trip, store: Trip['otherStore']) =>
    must(decideTrip(before, { name: 'note_other_store', store }, NOW));

  it('is reported once, and again when they have left', () => {
    const seen = note(trip({ state: 'started' }), ANNECY);
    expect([seen.fact, seen.trip.otherStore]).toEqual(['seen_at_other_store', ANNECY]);
    const again = note(seen.trip, { ...ANNECY, since: NOW });
    expect(again.fact).toBeNull();
    expect(again.trip).toBe(seen.trip);
    const left = note(seen.trip, null);
    expect([left.fact, left.trip.otherStore]).toEqual(['left_other_store', null]);
    expect(note(left.trip, null).fact).toBeNull();
  });

  const standing = trip({ state: 'started', sharing: 'live', otherStore: ANNECY });
  const after = (command: TripCommand) => must(decideTrip(standing, command, NOW));
  const arriving = (evidence: ArrivalEvidence) =>
    after({ name: 'note_arrival', occurredAt: NOW, evidence, reasons: null });

  it('stays there after a tap, which may come from there, and not after being seen here', () => {
    for (const evidence of EVIDENCE) {
      const seenHere = ['position_inside', 'position_parked', 'bay_scanned', 'staff_entered'].includes(
        evidence,
      );
      expect([evidence, arriving(evidence).trip.otherStore]).toEqual([evidence, seenHere ? null : ANNECY]);
      expect(arriving(evidence).fact).toBe('trip_arrived');
    }
    const tapped = arriving('tapped_far').trip;
    const entered = decideTrip(
      { ...tapped, arrival: arrival('staff_entered') },
      { name: 'note_arrival', occurredAt: NOW, evidence: 'staff_entered', reasons: null },
      NOW,
    );
    expect(must(entered).fact).toBe('left_other_store');
  });

  it('is not known to be there without positions, nor once the trip is over', () => {
    expect(after({ name: 'change_sharing', sharing: false }).trip.otherStore).toBeNull();
    for (const name of ['complete', 'cancel', 'expire'] as const) {
      expect(after({ name }).trip.otherStore).toBeNull();
    }
  });
});
