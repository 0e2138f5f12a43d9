import { afterEach, describe, expect, it } from 'vitest';
import type { TrackKey, TrackStore } from '@curbline/messaging';
import { FakeClock } from '@curbline/testkit';
import { implementations } from './implementations.js';
import { trip } from './message-fixtures.js';

describe.each(implementations())('the track store $name', ({ tracks, givesOwnObjects }) => {
  /** What comes beside state and version: in one process, that the very object is given. */
  const whose = givesOwnObjects ? { own: true } : {};
  const opened: TrackStore[] = [];
  const clock = new FakeClock();
  const setUp = async () => {
    const instance = await tracks(clock);
    return () => {
      const store = instance();
      opened.push(store);
      return store;
    };
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });

  /** Acquires all expired leases. @returns their trips in the order of the ids */
  const takeAll = async (store: TrackStore, beforeMs: number): Promise<string[]> => {
    const taken: TrackKey[] = [];
    for (let lot: TrackKey[]; (lot = await store.acquireExpired(beforeMs)).length > 0;) taken.push(...lot);
    expect(taken.every(({ storeId }) => storeId === 'lyon')).toBe(true);
    return taken.map(({ tripId }) => tripId).sort();
  };

  it('returns what was written, to any instance', async () => {
    const process = await setUp();
    const state = { fixes: [{ latitude: 45.76, longitude: 4.86 }], phase: 'inside', none: null };
    expect(await process().get('lyon', trip(1))).toBeUndefined();
    expect(await process().compareAndSet('lyon', trip(1), 0, state)).toBe(true);
    expect(await process().get('lyon', trip(1))).toEqual({ state, version: 1, ...whose });
    expect(await process().get('nantes', trip(1))).toBeUndefined();
  });

  it('refuses a write from an outdated version', async () => {
    const store = (await setUp())();
    expect(await store.compareAndSet('lyon', trip(1), 1, 'early')).toBe(false);
    expect(await store.compareAndSet('lyon', trip(1), 0, 'first')).toBe(true);
    expect(await store.compareAndSet('lyon', trip(1), 0, 'again')).toBe(false);
    expect(await store.compareAndSet('lyon', trip(1), 1, 'second')).toBe(true);
    expect(await store.compareAndSet('lyon', trip(1), 1, 'late')).toBe(false);
    expect(await store.get('lyon', trip(1))).toEqual({ state: 'second', version: 2, ...whose });
  });

  it('accepts one of many writes of each version, so that none is lost', async () => {
    const process = await setUp();
    const stores = Array.from({ length: 4 }, () => process());
    await Promise.all(
      stores.map(async (store) => {
        for (let steps = 0; steps < 25;) {
          const track = await store.get('lyon', trip(2));
          const count = (track?.state as number | undefined) ?? 0;
          if (await store.compareAndSet('lyon', trip(2), track?.version ?? 0, count + 1)) steps += 1;
        }
      }),
    );
    expect(await stores[0]?.get('lyon', trip(2))).toEqual({ state: 100, version: 100, ...whose });
  });

  it('gives an expired lease to one caller, and to another when it expires again', async () => {
    const process = await setUp();
    const [one, two] = [process(), process()];
    const begun = clock.now();
    await one.compareAndSet('lyon', trip(1), 0, 'a');
    clock.advance(60_000);
    await one.compareAndSet('lyon', trip(2), 0, 'b');
    expect(await takeAll(two, begun)).toEqual([]);
    expect(await takeAll(two, begun + 1)).toEqual([trip(1)]);
    expect(await takeAll(one, clock.now())).toEqual([]);
    clock.advance(60_000);
    // The second process never renewed its lease; a write renews a lease as well.
    await one.compareAndSet('lyon', trip(2), 1, 'c');
    expect(await takeAll(one, clock.now())).toEqual([trip(1)]);
  });

  it('gives each of many expired leases to exactly one of several callers', async () => {
    const process = await setUp();
    const stores = Array.from({ length: 3 }, () => process());
    const trips = Array.from({ length: 700 }, (_, n) => trip(n));
    await Promise.all(trips.map(async (tripId) => stores[0]!.compareAndSet('lyon', tripId, 0, 'a')));
    clock.advance(1_000);
    const taken = await Promise.all(stores.map((store) => takeAll(store, clock.now())));
    expect(taken.flat().sort()).toEqual(trips);
  });

  it('acquires no renewed lease before it expires', async () => {
    const process = await setUp();
    const [one, two] = [process(), process()];
    const keys = [1, 2].map((n) => ({ storeId: 'lyon', tripId: trip(n) }));
    for (const { storeId, tripId } of keys) await one.compareAndSet(storeId, tripId, 0, 'a');
    const sinceMs = clock.now();
    const until = (ms: number) => keys.map((key) => ({ ...key, sinceMs, untilMs: sinceMs + ms }));
    expect(await one.renewLeases(until(90_000))).toEqual([]);
    expect(await takeAll(two, sinceMs + 90_000)).toEqual([]);
    clock.advance(200_000);
    expect(await takeAll(two, sinceMs + 90_001)).toEqual(keys.map(({ tripId }) => tripId));
  });

  it('returns the leases that the caller has lost', async () => {
    const process = await setUp();
    const [one, two] = [process(), process()];
    const key = (n: number) => ({ storeId: 'lyon', tripId: trip(n) });
    for (const n of [1, 2, 3, 4]) await one.compareAndSet('lyon', trip(n), 0, 'a');
    const sinceMs = clock.now();
    clock.advance(1_000);
    await two.compareAndSet('lyon', trip(2), 1, 'b');
    await two.remove('lyon', trip(3));
    const said = [1, 2, 3, 4].map((n) => ({ ...key(n), sinceMs, untilMs: sinceMs + 600_000 }));
    const lost = await one.renewLeases(said);
    expect(lost.map(({ tripId }) => tripId).sort()).toEqual([trip(2), trip(3)]);
    expect(await one.renewLeases([])).toEqual([]);
    // The other process's write counts, whatever this one renews; a removed track does not come back.
    clock.advance(700_000);
    expect(await takeAll(one, sinceMs + 1_001)).toEqual([trip(2)]);
    expect(await takeAll(one, sinceMs + 600_001)).toEqual([trip(1), trip(4)]);
  });

  it('does not return a removed track', async () => {
    const store = (await setUp())();
    await store.compareAndSet('lyon', trip(1), 0, 'a');
    await store.compareAndSet('lyon', trip(2), 0, 'b');
    await store.remove('lyon', trip(1));
    await store.remove('lyon', trip(1));
    clock.advance(1);
    expect(await takeAll(store, clock.now())).toEqual([trip(2)]);
    expect(await store.get('lyon', trip(1))).toBeUndefined();
    expect(await store.compareAndSet('lyon', trip(1), 0, 'anew')).toBe(true);
  });
});
