import { describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { InMemoryTracks } from './in-memory-tracks.js';
import type { PersistedTrack, TrackPersistence } from './track-persistence.js';

/** A table that records its batches and can be made to wait. */
class Table implements TrackPersistence {
  readonly rows = new Map<string, PersistedTrack>();
  readonly batches: { upserts: number; deletes: number }[] = [];
  waiting: Promise<unknown> = Promise.resolve();

  load(): Promise<PersistedTrack[]> {
    return Promise.resolve([...this.rows.values()]);
  }

  async save(...[upserts, deletes]: Parameters<TrackPersistence['save']>): Promise<void> {
    this.batches.push({ upserts: upserts.length, deletes: deletes.length });
    await this.waiting;
    for (const track of upserts) this.rows.set(track.tripId, track);
    for (const { tripId } of deletes) this.rows.delete(tripId);
  }

  erase(): Promise<void> {
    return Promise.resolve();
  }
}

async function setUp(flushMs = 5, mayWaitMs = 60_000) {
  const table = new Table();
  const tracks = await InMemoryTracks.create({ persistence: table, flushMs, mayWaitMs });
  return { table, tracks, stateOf: (tripId: string) => table.rows.get(tripId)?.state };
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; !what() && tries < 400; tries += 1) await sleep(5);
  expect(what()).toBe(true);
}

describe('tracks written behind', () => {
  it('are saved soon, except those that may wait; a close saves all', async () => {
    const { table, tracks, stateOf } = await setUp();
    await tracks.compareAndSet('lyon', 'near', 0, 'here');
    await tracks.compareAndSet('lyon', 'far', 0, 'there', { mayWait: true });
    await until(() => stateOf('near') === 'here');
    expect(stateOf('far')).toBeUndefined();
    await tracks.close();
    expect(stateOf('far')).toBe('there');
    expect(table.rows.get('far')?.version).toBe(1);
  });

  it('that may wait are saved at their time, or sooner when a later write must not wait', async () => {
    const { tracks, stateOf } = await setUp(5, 60);
    await tracks.compareAndSet('lyon', 'a', 0, 1, { mayWait: true });
    await until(() => stateOf('a') === 1);
    await tracks.compareAndSet('lyon', 'b', 0, 1, { mayWait: true });
    await tracks.compareAndSet('lyon', 'b', 1, 2);
    await tracks.compareAndSet('lyon', 'b', 2, 3, { mayWait: true });
    await until(() => stateOf('b') === 3);
    await tracks.close();
  });

  it('are saved in batches, and a durable write runs between two of them', async () => {
    const { table, tracks, stateOf } = await setUp(1);
    let open: () => void = () => {};
    table.waiting = new Promise<void>((resolve) => (open = resolve));
    for (let i = 0; i < 200; i += 1) await tracks.compareAndSet('lyon', `t${i}`, 0, i);
    await until(() => table.batches.length === 1);
    const saved = tracks.compareAndSet('lyon', 'fact', 0, 'arrived', { durable: true });
    open();
    await saved;
    expect(stateOf('fact')).toBe('arrived');
    expect(table.rows.size).toBeLessThan(100);
    await tracks.flush();
    expect(table.rows.size).toBe(201);
    expect(Math.max(...table.batches.map(({ upserts }) => upserts))).toBeLessThanOrEqual(48);
    await tracks.close();
  });

  it('are not saved after they were erased, even during a save', async () => {
    const { table, tracks } = await setUp(1);
    let open: () => void = () => {};
    table.waiting = new Promise<void>((resolve) => (open = resolve));
    await tracks.compareAndSet('lyon', 'first', 0, 'position');
    await until(() => table.batches.length === 1);
    const saved = tracks.compareAndSet('lyon', 'gone', 0, 'position', { durable: true });
    await tracks.remove('lyon', 'gone');
    await tracks.remove('lyon', 'first');
    open();
    await saved;
    await tracks.close();
    expect([...table.rows.keys()]).toEqual([]);
  });

  it('are saved when they are created again after an erasure', async () => {
    const { tracks, stateOf } = await setUp(1_000);
    await tracks.compareAndSet('lyon', 'a', 0, 'old');
    await tracks.flush();
    await tracks.remove('lyon', 'a');
    await tracks.compareAndSet('lyon', 'a', 0, 'new');
    await tracks.flush();
    expect(stateOf('a')).toBe('new');
    await tracks.close();
  });
});

describe('a restart', () => {
  it('restores tracks in memory from the last save after a restart', async () => {
    const table = new Map<
      string,
      { storeId: string; tripId: string; version: number; state: unknown; updatedAtMs: number }
    >();
    let broken = false;
    const troubles: unknown[] = [];
    const options = {
      flushMs: 10,
      onFlushFailure: (error: unknown) => troubles.push(error),
      persistence: {
        load: async () => [...table.values()],
        save: async (upserts: Parameters<typeof table.set>[1][], deletes: { tripId: string }[]) => {
          if (broken) throw new Error('no database');
          for (const track of upserts) table.set(track.tripId, track);
          for (const { tripId } of deletes) table.delete(tripId);
        },
        erase: async () => {},
      },
    };
    const first = await InMemoryTracks.create(options);
    await first.compareAndSet('lyon', 'one', 0, { phase: 'far' });
    await first.compareAndSet('lyon', 'two', 0, { phase: 'far' }, { durable: true });
    expect(table.get('two')?.state).toEqual({ phase: 'far' });
    await first.flush();
    broken = true;
    await first.compareAndSet('lyon', 'one', 1, { phase: 'inside' });
    await first.remove('lyon', 'two');
    await until(() => troubles.length > 0);
    expect(table.get('one')?.state).toEqual({ phase: 'far' });
    broken = false;
    await first.close();
    const second = await InMemoryTracks.create(options);
    expect(await second.get('lyon', 'one')).toEqual({ state: { phase: 'inside' }, version: 2, own: false });
    expect((await second.acquireExpired(0)).map(({ tripId }) => tripId)).toEqual(['one']);
    await second.close();
  });
});
