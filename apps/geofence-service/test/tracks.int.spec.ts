import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InMemoryTracks, KeyFolder } from '@curbline/messaging';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { geofenceServiceMigrations, SealedTrackPersistence } from '../src/geofence-service.module.js';
import { ReceiptsRepository } from '../src/track/receipts.repository.js';
import { beginTripTrack } from '../src/track/trip-track.js';

describe('tracks and receipts in the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'curbline-keys-'));
  let test: TestDatabase;
  let receipts: ReceiptsRepository;
  beforeAll(async () => {
    test = await testDatabase([geofenceServiceMigrations]);
    receipts = new ReceiptsRepository(test.database.dataSource);
  }, 120_000);
  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rows = async (): Promise<SealedTrackPersistence> =>
    new SealedTrackPersistence(test.database.dataSource, await KeyFolder.open(folder));
  const keyFiles = (): string[] => readdirSync(folder).filter((name) => name !== 'CACHEDIR.TAG');
  const query = <Row>(sql: string, given: unknown[] = []): Promise<Row[]> =>
    test.database.dataSource.query(sql, given);
  const trip = () => ({ storeId: 'lyon', tripId: randomUUID() });
  const receiptOf = async ({ tripId }: { tripId: string }) => {
    const found: { fixes_received: number; last_event: number; erased_at: Date | null }[] =
      await test.database.dataSource.query(
        'SELECT fixes_received, last_event, erased_at FROM trip_receipt WHERE trip_id = $1',
        [tripId],
      );
    return found[0];
  };

  it('brings every track back after a restart, with its version and time', async () => {
    const [kept, gone] = [trip(), trip()];
    const clock = { now: () => 1_773_219_600_123 };
    const first = await InMemoryTracks.create({ persistence: await rows(), clock });
    const state = beginTripTrack({ startedAt: clock.now(), declaredEtaS: 300 });
    await first.compareAndSet(kept.storeId, kept.tripId, 0, state);
    await first.compareAndSet(kept.storeId, kept.tripId, 1, { ...state, fixesReceived: 7 });
    await first.compareAndSet(gone.storeId, gone.tripId, 0, state);
    await first.flush();
    await first.remove(gone.storeId, gone.tripId);
    await first.close();

    const second = await InMemoryTracks.create({ persistence: await rows(), clock });
    expect(await second.get(kept.storeId, kept.tripId)).toEqual({
      version: 2,
      state: { ...state, fixesReceived: 7 },
      own: false,
    });
    // After a restart nobody holds the lease, however short the restart was.
    expect(await second.acquireExpired(0)).toEqual([kept]);
    await second.remove(kept.storeId, kept.tripId);
    await second.close();
    expect(await (await rows()).load()).toEqual([]);
    expect(keyFiles()).toEqual([]);
  });

  it('gives the database ciphertext alone, and destroys the key before the erasure is reported', async () => {
    const key = trip();
    const tracks = await InMemoryTracks.create({ persistence: await rows() });
    const state = { place: { latitude: 45.764043, longitude: 4.835659 } };
    await tracks.compareAndSet(key.storeId, key.tripId, 0, state, { durable: true });
    const [row] = await query<{ sealed: Buffer }>('SELECT sealed FROM sealed_track WHERE trip_id = $1', [
      key.tripId,
    ]);
    expect(row?.sealed.includes('45.76')).toBe(false);
    expect(keyFiles()).toHaveLength(1);
    await tracks.remove(key.storeId, key.tripId);
    expect(keyFiles()).toEqual([]);
    await tracks.close();
    expect(await query('SELECT 1 FROM sealed_track')).toEqual([]);
  });

  it('reports a track whose key is lost as unreadable, and replaces it with the next one', async () => {
    const key = trip();
    const first = await InMemoryTracks.create({ persistence: await rows() });
    await first.compareAndSet(key.storeId, key.tripId, 0, { lost: true }, { durable: true });
    await first.close();
    for (const name of keyFiles()) rmSync(join(folder, name));

    const second = await InMemoryTracks.create({ persistence: await rows() });
    expect(await second.get(key.storeId, key.tripId)).toEqual({ state: undefined, version: 1, own: false });
    await second.compareAndSet(key.storeId, key.tripId, 1, { lost: false }, { durable: true });
    await second.close();
    expect(await (await rows()).load()).toMatchObject([{ version: 2, state: { lost: false } }]);
    const third = await InMemoryTracks.create({ persistence: await rows() });
    await third.remove(key.storeId, key.tripId);
    await third.close();
  });

  it('seals the tracks that an older version left unencrypted, and empties their table', async () => {
    const { storeId, tripId } = trip();
    const state = beginTripTrack({ startedAt: 1_773_219_600_123 });
    await query('INSERT INTO trip_track VALUES ($1, $2, 7, $3, now())', [
      storeId,
      tripId,
      JSON.stringify(state),
    ]);
    expect(await (await rows()).load()).toMatchObject([{ storeId, tripId, version: 7, state }]);
    expect(await query('SELECT 1 FROM trip_track')).toEqual([]);
    await (await rows()).save([], [{ storeId, tripId }]);
  });

  it('destroys at the start the keys that belong to no saved track', async () => {
    await (await KeyFolder.open(folder)).obtain(trip());
    expect(keyFiles()).toHaveLength(1);
    await (await rows()).load();
    expect(keyFiles()).toEqual([]);
  });

  it('continues after the number of the last published event, even if the track itself is lost', async () => {
    const key = trip();
    expect(await receipts.reopen(key)).toBe(0);
    await receipts.saveLastEvent(key, 2);
    expect(await receipts.reopen(key)).toBe(2);
    await receipts.saveLastEvent(key, 1);
    expect(await receipts.write(key, undefined, Date.UTC(2026, 2, 11))).toBe(true);
    expect(await receiptOf(key)).toMatchObject({ fixes_received: 0, last_event: 2 });
  });

  it('writes one receipt however many processes erase, and adds to it when sharing began again', async () => {
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
