import { describe, expect, it } from '@jest/globals';
import type { Progress, TripEvent } from '@curbline/contracts/events';
import { prepareStore, type Fix } from '@curbline/domain/arrival';
import {
  InMemoryTracks,
  InProcessProgress,
  InProcessTripEvents,
  type TrackKey,
  type TripEventStream,
} from '@curbline/messaging';
import { FakeClock } from '@curbline/testkit';
import { NO_ETA_SOURCES, type EtaSourcesService } from '../estimates/eta-sources.service.js';
import type { PremisesService } from '../premises/premises.service.js';
import type { ReceiptsRepository } from './receipts.repository.js';
import { TracksService } from './tracks.service.js';
import type { TripTrack } from './trip-track.js';

const TRIP: TrackKey = { storeId: 'lyon', tripId: '0b6ff3ad-8f0c-4c3e-9f5b-5a3a3d6f2c11' };
const METRE = 1 / 111_195;

/** 90 m by 60 m around 45.74 N, 4.81 E. */
const store = prepareStore({
  premises: {
    type: 'Polygon',
    coordinates: [
      [
        [4.8094, 45.73973],
        [4.8106, 45.73973],
        [4.8106, 45.74027],
        [4.8094, 45.74027],
        [4.8094, 45.73973],
      ],
    ],
  },
  leadS: 120,
});

/** ReceiptsRepository as the table keeps them; the real ones are proven on a database in test/. */
class ReceiptBook {
  readonly written: { fixesReceived: number; eventCount: number }[] = [];
  reopen(): Promise<number> {
    return Promise.resolve(this.written.at(-1)?.eventCount ?? 0);
  }
  told(): Promise<void> {
    return Promise.resolve();
  }
  write(_trip: TrackKey, track: TripTrack): Promise<void> {
    this.written.push({ fixesReceived: track.fixesReceived, eventCount: track.track.eventCount });
    return Promise.resolve();
  }
}

/** No past trips and no router: their own specs and test/ have them. */
const alone = { of: () => Promise.resolve(NO_ETA_SOURCES), requestRoute: () => {}, forget: () => {} };

function world(known = true) {
  const clock = new FakeClock();
  const tracks = new Map<string, never>();
  const receipts = new ReceiptBook();
  const stream = new InProcessTripEvents([0]);
  const bus = new InProcessProgress();
  const told: TripEvent[] = [];
  const progress: Progress[] = [];
  bus.watch(TRIP.storeId, (value) => void progress.push(value));
  const start = async (over: TripEventStream = stream) => {
    await stream.consume('test', 'test', (event) => Promise.resolve(void told.push(event)));
    const memory = await InMemoryTracks.create({ clock });
    const premises = { of: () => Promise.resolve(known ? store : undefined) };
    const trips = new TracksService(
      memory,
      over,
      bus,
      premises as unknown as PremisesService,
      receipts as unknown as ReceiptsRepository,
      clock,
      alone as unknown as EtaSourcesService,
    );
    return { trips, memory };
  };
  const fix = (northM: number, secondsAgo = 0): Fix => ({
    latitude: 45.74 + northM * METRE,
    longitude: 4.81,
    accuracyM: 6,
    recordedAt: clock.now() - secondsAgo * 1000,
    sentAt: clock.now(),
    receivedAt: clock.now(),
  });
  /** Drives in from the south, a fix a second, and stands for half a minute. */
  const arrival = (): Fix[] => {
    const northM = (s: number): number => Math.min(0, -600 + 9 * s);
    return Array.from({ length: 110 }, (_, s) => fix(northM(s), 110 - s));
  };
  return { clock, tracks, receipts, stream, told, progress, start, fix, arrival };
}

describe('tracking a trip', () => {
  it('tells each fact once, under the trip’s own numbers', async () => {
    const { start, told, arrival } = world();
    const { trips } = await start();
    const batch = arrival();
    await trips.report(TRIP, batch.slice(0, 70));
    await trips.report(TRIP, batch.slice(50));
    await trips.report(TRIP, batch);
    expect(told.filter(({ type }) => type === 'arrived')).toHaveLength(1);
    const ids = told.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith(`${TRIP.tripId}:`))).toBe(true);
  });

  it('keeps nothing of a batch whose fact could not be handed on', async () => {
    const { start, stream, told, arrival, fix } = world();
    const { trips, memory } = await start();
    await trips.report(TRIP, [fix(-600, 120)]);
    const before = await memory.get(TRIP.storeId, TRIP.tripId);
    const publish = stream.publish.bind(stream);
    stream.publish = () => Promise.reject(new Error('away'));
    await expect(trips.report(TRIP, arrival())).rejects.toThrow('away');
    expect(await memory.get(TRIP.storeId, TRIP.tripId)).toEqual(before);
    stream.publish = publish;
    await trips.report(TRIP, arrival());
    expect(told.map(({ type }) => type)).toContain('arrived');
  });

  it('decides anew when another request was quicker', async () => {
    const { start, told, arrival } = world();
    const { trips } = await start();
    const batch = arrival();
    await Promise.all(
      [0, 1, 2, 3].map((i) =>
        trips.report(
          TRIP,
          batch.filter((_, n) => n % 4 === i),
        ),
      ),
    );
    await trips.report(TRIP, batch);
    const arrived = told.filter(({ type }) => type === 'arrived');
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
  });

  it('erases on request, and never uses a number twice afterwards', async () => {
    const { start, told, receipts, arrival, clock } = world();
    const { trips, memory } = await start();
    const batch = arrival();
    await trips.report(TRIP, batch);
    await trips.erase(TRIP);
    await trips.erase(TRIP);
    expect(await memory.get(TRIP.storeId, TRIP.tripId)).toBeUndefined();
    expect(receipts.written).toEqual([{ fixesReceived: 110, eventCount: expect.any(Number) }]);
    const before = told.length;
    clock.advance(600_000);
    await trips.report(TRIP, arrival());
    expect(told.length).toBeGreaterThan(before);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  });

  it('takes no late fix right after the end of sharing', async () => {
    const { start, fix, clock } = world();
    const { trips, memory } = await start();
    await trips.report(TRIP, [fix(-600)]);
    trips.closed.close(TRIP.tripId, clock.now());
    await trips.erase(TRIP);
    expect(await trips.report(TRIP, [fix(-590)])).toEqual({ refused: 'sharing-off' });
    expect(await memory.takeOver(Infinity)).toEqual([]);
  });

  it('tells that somebody is coming by what they said alone', async () => {
    const { start, told, progress, clock } = world();
    const { trips } = await start();
    await trips.declare(TRIP, clock.now() + 600_000);
    expect(told).toEqual([]);
    clock.advance(500_000);
    expect(trips.wakes.takeDue(clock.now())).toEqual([TRIP]);
    await trips.tick(TRIP);
    expect(told.map(({ type }) => type)).toEqual(['approaching']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(progress.at(-1)).toMatchObject({ eta: { source: 'declared' }, lastSeenAt: null, band: null });
  });

  it('never puts a position into a message', async () => {
    const { start, told, progress, arrival } = world();
    const { trips } = await start();
    await trips.report(TRIP, arrival());
    await new Promise((resolve) => setImmediate(resolve));
    expect(progress.length).toBeGreaterThan(0);
    expect(JSON.stringify([told, progress])).not.toMatch(/45\.7|4\.81|latitude|longitude/);
  });

  it('knows no store, tracks nothing', async () => {
    const { start, fix } = world(false);
    const { trips, memory } = await start();
    expect(await trips.report(TRIP, [fix(-600)])).toEqual({ refused: 'store-unknown' });
    expect(await memory.takeOver(Infinity)).toEqual([]);
  });
});
