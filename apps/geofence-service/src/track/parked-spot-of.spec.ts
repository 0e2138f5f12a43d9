import { describe, expect, it } from 'vitest';
import type { Card } from '@curbline/contracts/events';
import { prepareStore } from '@curbline/domain/arrival';
import { distanceM } from '@curbline/domain/geo';
import { drive, lotStore, record, SeededRandom, SOMEWHERE, story } from '@curbline/testkit';
import { takeFixes } from './follow-trip.js';
import { beginTripTrack, type TripTrack } from './trip-track.js';
import { parkedSpotOf } from './parked-spot-of.js';

const START = Date.UTC(2026, 2, 3, 17);
const store = prepareStore(lotStore());

function parked(accuracyM = 8): TripTrack {
  const { from, moves } = story('parks-in-the-middle');
  const phone = { everyS: 5, errorM: 3, accuracyM, givesSentAt: true };
  const fixes = record(drive(from, moves), phone, SOMEWHERE, START, new SeededRandom(5));
  return fixes.reduce(
    (track, fix) => takeFixes(track, [fix], fix.receivedAt, store).after,
    beginTripTrack({ startedAt: START }),
  );
}

function card(handedOverAt: number, service: Card['service'] = 'curbside'): Card {
  return { service, order: { handedOverAt: new Date(handedOverAt).toISOString() } } as Card;
}

describe('where a customer was parked', () => {
  const track = parked();
  const soonAfter = (track.lastSeenAt ?? 0) + 60_000;

  it('is the last position of the phone, within its error', () => {
    const stood = parkedSpotOf(track, card(soonAfter));
    // Parked at 5 m east of the middle.
    expect(distanceM(stood?.position ?? [0, 0], SOMEWHERE)).toBeLessThan(15);
  });

  it.each([
    ['long ago', track, card(soonAfter + 600_000)],
    ['at a counter', track, card(soonAfter, 'walk_in')],
    ['who knows where', parked(60), card(soonAfter)],
    [
      'under suspicion',
      { ...track, plausibility: { ...track.plausibility, doubts: ['teleport'] as const } },
      card(soonAfter),
    ],
    ['nowhere yet', beginTripTrack({ startedAt: START }), card(soonAfter)],
  ])('is not counted %s', (_where, from, handedOver) => {
    expect(parkedSpotOf(from, handedOver)).toBeUndefined();
  });
});
