import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemoryTracks } from '@curbline/messaging';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { geofenceServiceMigrations, TrackRows } from '../src/geofence-service.module.js';
import { Receipts } from '../src/track/receipts.js';
import { beginTripTrack } from '../src/track/trip-track.js';

describe('tracks and receipts in the database', () => {
  let world: TestDatabase;
  let receipts: Receipts;
  beforeAll(async () => {
    world = await testDatabase([geofenceServiceMigrations]);
    receipts = new Receipts(world.database.dataSource);
  }, 60_000);
  afterAll(() => world.close());

  const rows = (): TrackRows => new TrackRows(world.database.dataSource);
  const trip = () => ({ storeId: 'lyon', tripId: randomUUID() });
  const receiptOf = async ({ tripId }: { tripId: string }) => {
    const found: { fixes_received: number; last_event: number; erased_at: Date | null }[] =
      await world.database.dataSource.query(
        'SELECT fixes_received, last_event, erased_at FROM trip_receipt WHERE trip_id = $1',
        [tripId],
      );
    return found[0];
  };

  it('brings every track back after a restart, with its version and time', async () => {
    const [kept, gone] = [trip(), trip()];
    const clock = { now: () => 1_773_219_600_123 };
    const first = await InMemoryTracks.create({ persistence: rows(), clock });
    const state = beginTripTrack({ startedAt: clock.now(), declaredEtaS: 300 });
    await first.compareAndSet(kept.storeId, kept.tripId, 0, state);
    await first.compareAndSet(kept.storeId, kept.tripId, 1, { ...state, fixesReceived: 7 });
    await first.compareAndSet(gone.storeId, gone.tripId, 0, state);
    await first.flush();
    await first.remove(gone.storeId, gone.tripId);
    await first.close();

    const second = await InMemoryTracks.create({ persistence: rows(), clock });
    expect(await second.get(kept.storeId, kept.tripId)).toEqual({
      version: 2,
      state: { ...state, fixesReceived: 7 },
      own: false,
    });
    // Nobody attends to it after the restart, however short that was.
    expect(await second.takeOver(0)).toEqual([kept]);
    await second.remove(kept.storeId, kept.tripId);
    await second.close();
    expect(await rows().load()).toEqual([]);
  });

  it('writes one receipt however many processes erase, and adds up when sharing began anew', async () => {
    const key = trip();
    const erasedAt = Date.parse('2026-03-11T09:00:00.000Z');
    const track = (fixesReceived: number, eventCount: number) => ({
      ...beginTripTrack({ startedAt: erasedAt, eventCount }),
      fixesReceived,
    });
    expect(await receipts.reopen(key)).toBe(0);
    await Promise.all([
      receipts.write(key, track(40, 3), erasedAt),
      receipts.write(key, track(40, 3), erasedAt),
    ]);
    expect(await receiptOf(key)).toMatchObject({
      fixes_received: 40,
      last_event: 3,
      erased_at: new Date(erasedAt),
    });

    expect(await receipts.reopen(key)).toBe(3);
    expect((await receiptOf(key))?.erased_at).toBeNull();
    await receipts.write(key, track(5, 4), erasedAt + 60_000);
    expect(await receiptOf(key)).toMatchObject({ fixes_received: 45, last_event: 4 });
  });
});
