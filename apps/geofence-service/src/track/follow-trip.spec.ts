import { describe, expect, it } from 'vitest';
import type { ArrivalEvent, Fix } from '@curbline/domain/arrival';
import { prepareStore } from '@curbline/domain/arrival';
import { drive, lotStore, record, SeededRandom, SOMEWHERE, story } from '@curbline/testkit';
import { takeFixes } from './follow-trip.js';
import { progressOf, tripEventOf } from './messages.js';
import { ReplayDetector } from './replay-detector.js';
import { beginTripTrack, parseTripTrack, type TripTrack } from './trip-track.js';

const START = Date.UTC(2026, 2, 3, 17);
const TRIP = { storeId: 'lyon', tripId: '00000000-0000-4000-8000-000000000001' };
const store = prepareStore(lotStore());

function parking(): Fix[] {
  const { from, moves } = story('parks-in-the-middle');
  const phone = { everyS: 1, errorM: 4, accuracyM: 8, givesSpeed: true, givesSentAt: true };
  return record(drive(from, moves), phone, SOMEWHERE, START, new SeededRandom(11));
}

function followed(fixes: readonly Fix[]): { track: TripTrack; events: ArrivalEvent[] } {
  let track = beginTripTrack({ startedAt: START });
  const events: ArrivalEvent[] = [];
  for (const fix of fixes) {
    const step = takeFixes(track, [fix], fix.receivedAt, store);
    // As it comes back from where it is stored.
    track = parseTripTrack(JSON.parse(JSON.stringify(step.after))) ?? track;
    events.push(...step.events);
  }
  return { track, events };
}

const factOf = ({ track, events }: ReturnType<typeof followed>) => {
  const arrived = events.find(({ type }) => type === 'arrived');
  return arrived && tripEventOf(TRIP, arrived, track, null);
};

describe('a trip whose positions cannot be true', () => {
  it('arrives like any other, on weaker evidence and with the suspicion as a reason', () => {
    const honest = followed(parking());
    const spoofed = followed(parking().map((fix) => ({ ...fix, accuracyM: 0 })));
    expect(factOf(honest)).toMatchObject({ type: 'arrived' });
    expect(factOf(honest)?.reasons?.doubts).toBeUndefined();
    expect(factOf(spoofed)).toMatchObject({
      type: 'arrived',
      evidence: 'position_inside',
      reasons: { doubts: ['accuracy_zero'] },
    });
    expect(factOf(spoofed)?.reasons?.certainty).toBeLessThanOrEqual(0.5);
  });

  it('is suspected of a replay when an earlier trip had exactly the same positions', () => {
    const detector = new ReplayDetector();
    const drivenAgain = (laterMs: number): readonly string[] => {
      let track = beginTripTrack({ startedAt: START + laterMs });
      for (const fix of parking()) {
        const moved = {
          ...fix,
          recordedAt: fix.recordedAt + laterMs,
          sentAt: (fix.sentAt ?? 0) + laterMs,
          receivedAt: fix.receivedAt + laterMs,
        };
        track = takeFixes(track, [moved], moved.receivedAt, store, (from, to) =>
          detector.isReplayed(from, to),
        ).after;
      }
      return track.plausibility.doubts;
    };
    expect(drivenAgain(0)).toEqual([]);
    expect(drivenAgain(0)).toEqual([]);
    expect(drivenAgain(3_600_000)).toEqual(['replayed']);
  });

  it('shows the suspicion on the board while it is on the way', () => {
    const { track } = followed(
      parking()
        .slice(0, 10)
        .map((fix) => ({ ...fix, recordedAt: fix.recordedAt + 60_000 })),
    );
    expect(progressOf(TRIP, track, undefined, START).doubts).toEqual(['from_the_future']);
    expect(progressOf(TRIP, followed(parking()).track, undefined, START)).not.toHaveProperty('doubts');
  });
});

describe('when a customer is expected', () => {
  const early = parking().filter(({ receivedAt }) => receivedAt < START + 60_000);

  it('does not move while the phone is silent, and is gone once the customer is here', () => {
    const { track } = followed(early);
    const soon = progressOf(TRIP, track, undefined, START + 61_000).expectedAt;
    expect(Date.parse(soon ?? '')).toBeGreaterThan(START + 60_000);
    expect(progressOf(TRIP, track, undefined, START + 3_600_000).expectedAt).toBe(soon);
    expect(progressOf(TRIP, followed(parking()).track, undefined, START).expectedAt).toBeUndefined();
  });

  it('is part of the event that the customer approaches', () => {
    const { track, events } = followed(parking());
    const near = events.find(({ type }) => type === 'approaching');
    expect(near && tripEventOf(TRIP, near, followed(early).track, null)?.expectedAt).toBeDefined();
    expect(near && tripEventOf(TRIP, { ...near, type: 'departed' }, track, null)?.expectedAt).toBeUndefined();
  });
});
