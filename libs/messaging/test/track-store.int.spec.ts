import { afterEach, describe, expect, it } from '@jest/globals';
import { TRACK_LIFETIME_MS, type TrackStore } from '@curbline/messaging';
import { FakeClock } from '@curbline/testkit';
import { implementations } from './implementations.js';
import { trip } from './message-fixtures.js';

describe.each(implementations())('the track store $name', ({ tracks }) => {
  const opened: TrackStore[] = [];
  const clock = new FakeClock();
  const world = async () => {
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

  it('gives back what was written, to any instance', async () => {
    const process = await world();
    const state = { fixes: [{ latitude: 45.76, longitude: 4.86 }], phase: 'inside', none: null };
    expect(await process().get('lyon', trip(1))).toBeUndefined();
    expect(await process().compareAndSet('lyon', trip(1), 0, state)).toBe(true);
    expect(await process().get('lyon', trip(1))).toMatchObject({ state, version: 1 });
    expect(await process().get('nantes', trip(1))).toBeUndefined();
  });

  it('refuses a write from a version that is not the present one', async () => {
    const store = (await world())();
    expect(await store.compareAndSet('lyon', trip(1), 1, 'early')).toBe(false);
    expect(await store.compareAndSet('lyon', trip(1), 0, 'first')).toBe(true);
    expect(await store.compareAndSet('lyon', trip(1), 0, 'again')).toBe(false);
    expect(await store.compareAndSet('lyon', trip(1), 1, 'second')).toBe(true);
    expect(await store.compareAndSet('lyon', trip(1), 1, 'late')).toBe(false);
    expect(await store.get('lyon', trip(1))).toMatchObject({ state: 'second', version: 2 });
  });

  it('lets one of many writers win each version, so that no step is lost', async () => {
    const process = await world();
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
    expect(await stores[0]?.get('lyon', trip(2))).toMatchObject({ state: 100, version: 100 });
  });

  it('lists what is open and when it was written, and forgets what was removed', async () => {
    const store = (await world())();
    await store.compareAndSet('lyon', trip(1), 0, 'a');
    clock.advance(60_000);
    await store.compareAndSet('lyon', trip(2), 0, 'b');
    const times = new Map((await store.open()).map((open) => [open.tripId, open]));
    expect(times.get(trip(2))).toEqual({ storeId: 'lyon', tripId: trip(2), updatedAtMs: clock.now() });
    expect(times.get(trip(1))?.updatedAtMs).toBe(clock.now() - 60_000);
    await store.remove('lyon', trip(1));
    await store.remove('lyon', trip(1));
    expect((await store.open()).map(({ tripId }) => tripId)).toEqual([trip(2)]);
    expect(await store.get('lyon', trip(1))).toBeUndefined();
    expect(await store.compareAndSet('lyon', trip(1), 0, 'anew')).toBe(true);
  });

  it('still lists a track just before its lifetime ends', async () => {
    const store = (await world())();
    await store.compareAndSet('lyon', trip(3), 0, 'a');
    clock.advance(TRACK_LIFETIME_MS - 1);
    expect((await store.open()).map(({ tripId }) => tripId)).toEqual([trip(3)]);
  });
});
