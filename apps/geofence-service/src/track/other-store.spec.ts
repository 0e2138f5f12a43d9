import { describe, expect, it } from 'vitest';
import type { TripEvent } from '@curbline/contracts/events';
import { prepareStore, type Fix } from '@curbline/domain/arrival';
import { lotStore } from '@curbline/testkit';
import { takeFixes } from './follow-trip.js';
import { lookForOtherStore, type FindStore } from './other-store.js';
import { beginTripTrack, parseTripTrack, type TripTrack } from './trip-track.js';

const START = Date.UTC(2026, 2, 3, 17);
const TRIP = { storeId: 'lyon', tripId: '00000000-0000-4000-8000-000000000001' };
const settings = lotStore();
const store = prepareStore(settings);
const [lotLongitude, lotLatitude] = settings.premises.coordinates[0]?.[0] ?? [0, 0];

/** A fix this many kilometers north of the own store. */
const fixAt = (second: number, northKm: number): Fix => ({
  longitude: lotLongitude,
  latitude: lotLatitude + northKm / 111.195,
  accuracyM: 8,
  recordedAt: START + second * 1000,
  sentAt: START + second * 1000 + 200,
  receivedAt: START + second * 1000 + 300,
});

async function follow(
  fixes: readonly Fix[],
  find: FindStore,
): Promise<{ track: TripTrack; facts: TripEvent[] }> {
  let track = beginTripTrack({ startedAt: START });
  const published: TripEvent[] = [];
  for (const fix of fixes) {
    const step = takeFixes(track, [fix], fix.receivedAt, store);
    const { after, facts } = await lookForOtherStore(TRIP, track, step.after, find, fix.receivedAt);
    published.push(...facts);
    // As it comes back from where it is stored.
    track = parseTripTrack(JSON.parse(JSON.stringify(after))) ?? track;
  }
  return { track, facts: published };
}

const inAnnecy: FindStore = async () => ({ storeId: 'annecy', distanceM: 0 });
const standing = [0, 15, 31, 60, 120].map((second) => fixAt(second, 5));

describe('a phone that stands at another store', () => {
  it('gives one event, dated from when it stood, and another when it leaves', async () => {
    const asked: string[] = [];
    const { track, facts } = await follow([...standing, fixAt(300, 3), fixAt(320, 2)], (near, own) => {
      asked.push(own);
      return inAnnecy(near, own);
    });
    expect(facts.map(({ type, otherStoreId }) => [type, otherStoreId])).toEqual([
      ['at_other_store', 'annecy'],
      ['left_other_store', undefined],
    ]);
    expect(Date.parse(facts[0]?.occurredAt ?? '')).toBeLessThan(START + 1_000);
    expect(asked).toEqual(['lyon']);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(2);
    expect(facts.at(-1)?.id).toBe(`${TRIP.tripId}:${track.track.eventCount}`);
  });

  it('gives the event later when the lookup of the store fails at first', async () => {
    let failures = 2;
    const { facts } = await follow(standing, async (near, own) =>
      failures-- > 0 ? 'unavailable' : inAnnecy(near, own),
    );
    expect(facts.map(({ type }) => type)).toEqual(['at_other_store']);
    expect(Date.parse(facts[0]?.decidedAt ?? '')).toBe(START + 120_300);
  });

  it('gives the event of its leaving even while the lookup fails', async () => {
    let away = false;
    const { facts } = await follow([...standing, fixAt(300, 3), fixAt(400, 3)], async (near, own) => {
      if (away) return 'unavailable';
      away = true;
      return inAnnecy(near, own);
    });
    expect(facts.map(({ type }) => type)).toEqual(['at_other_store', 'left_other_store']);
  });

  it('puts no position into an event', async () => {
    const { facts } = await follow(standing, inAnnecy);
    expect(JSON.stringify(facts)).not.toContain(String(lotLatitude).slice(0, 6));
  });
});

it('reads a track that an older version of the program has stored', () => {
  const { stand: _stand, ...older } = beginTripTrack({ startedAt: START });
  expect(parseTripTrack(JSON.parse(JSON.stringify(older)))?.stand).toEqual({});
});
