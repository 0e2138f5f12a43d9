import { describe, expect, it } from 'vitest';
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
const METER = 1 / 111_195;

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
  saveLastEvent(): Promise<void> {
    return Promise.resolve();
  }
  write(_trip: TrackKey, track: TripTrack): Promise<void> {
    this.written.push({ fixesReceived: track.fixesReceived, eventCount: track.track.eventCount });
    return Promise.resolve();
  }
}

/** Neither past trips nor a router, which have tests of their own. */
const alone = { of: () => Promise.resolve(NO_ETA_SOURCES), requestRoute: () => {}, forget: () => {} };

function setUp(known = true) {
  const clock = new FakeClock();
  const tracks = new Map<string, never>();
  const receipts = new ReceiptBook();
  const stream = new InProcessTripEvents([0]);
  const bus = new InProcessProgress();
  const published: TripEvent[] = [];
  const progress: Progress[] = [];
  bus.watch(TRIP.storeId, (value) => void progress.push(value));
  const start = async (over: TripEventStream = stream) => {
    await stream.consume('test', 'test', (event) => Promise.resolve(void published.push(event)));
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
    latitude: 45.74 + northM * METER,
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
  return { clock, tracks, receipts, stream, published, progress, start, fix, arrival };
}

describe('tracking a trip', () => {
  it('publishes each event once, numbered within the trip', async () => {
    const { start, published, arrival } = setUp();
    const { trips } = await start();
    const batch = arrival();
    await trips.report(TRIP, batch.slice(0, 70));
    await trips.report(TRIP, batch.slice(50));
    await trips.report(TRIP, batch);
    expect(published.filter(({ type }) => type === 'arrived')).toHaveLength(1);
    const ids = published.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith(`${TRIP.tripId}:`))).toBe(true);
  });

  it('saves nothing of a batch whose event could not be published', async () => {
    const { start, stream, published, arrival, fix } = setUp();
    const { trips, memory } = await start();
    await trips.report(TRIP, [fix(-600, 120)]);
    const before = await memory.get(TRIP.storeId, TRIP.tripId);
    const publish = stream.publish.bind(stream);
    stream.publish = () => Promise.reject(new Error('away'));
    await expect(trips.report(TRIP, arrival())).rejects.toThrow('away');
    expect(await memory.get(TRIP.storeId, TRIP.tripId)).toEqual(before);
    stream.publish = publish;
    await trips.report(TRIP, arrival());
    expect(published.map(({ type }) => type)).toContain('arrived');
  });

  it('decides again when another request has saved first', async () => {
    const { start, published, arrival } = setUp();
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
    const arrived = published.filter(({ type }) => type === 'arrived');
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(1);
  });

  it('erases a track, and does not use its numbers of events again', async () => {
    const { start, published, receipts, arrival, clock } = setUp();
    const { trips, memory } = await start();
    const batch = arrival();
    await trips.report(TRIP, batch);
    await trips.erase(TRIP);
    await trips.erase(TRIP);
    expect(await memory.get(TRIP.storeId, TRIP.tripId)).toBeUndefined();
    expect(receipts.written).toEqual([{ fixesReceived: 110, eventCount: expect.any(Number) }]);
    const before = published.length;
    clock.advance(600_000);
    await trips.report(TRIP, arrival());
    expect(published.length).toBeGreaterThan(before);
    expect(new Set(published.map(({ id }) => id)).size).toBe(published.length);
  });

  it('refuses a late position right after the end of sharing', async () => {
    const { start, fix, clock } = setUp();
    const { trips, memory } = await start();
    await trips.report(TRIP, [fix(-600)]);
    trips.closed.close(TRIP.tripId, clock.now());
    await trips.erase(TRIP);
    expect(await trips.report(TRIP, [fix(-590)])).toEqual({ refused: 'sharing-off' });
    expect(await memory.acquireExpired(Infinity)).toEqual([]);
  });

  it('publishes that the customer approaches by their stated time alone', async () => {
    const { start, published, progress, clock } = setUp();
    const { trips } = await start();
    await trips.declare(TRIP, clock.now() + 600_000);
    expect(published).toEqual([]);
    clock.advance(500_000);
    expect(trips.wakes.takeDue(clock.now())).toEqual([TRIP]);
    await trips.tick(TRIP);
    expect(published.map(({ type }) => type)).toEqual(['approaching']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(progress.at(-1)).toMatchObject({ eta: { source: 'declared' }, lastSeenAt: null, band: null });
  });

  it('never puts a position into a message', async () => {
    const { start, published, progress, arrival } = setUp();
    const { trips } = await start();
    await trips.report(TRIP, arrival());
    await new Promise((resolve) => setImmediate(resolve));
    expect(progress.length).toBeGreaterThan(0);
    expect(JSON.stringify([published, progress])).not.toMatch(/45\.7|4\.81|latitude|longitude/);
  });

  it('refuses positions for an unknown store and tracks nothing', async () => {
    const { start, fix } = setUp(false);
    const { trips, memory } = await start();
    expect(await trips.report(TRIP, [fix(-600)])).toEqual({ refused: 'store-unknown' });
    expect(await memory.acquireExpired(Infinity)).toEqual([]);
  });
});
