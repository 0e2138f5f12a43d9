import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { StoreEvent } from '@curbline/contracts/events';
import { InMemoryTracks, TrackStore, type TrackKey } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { StoreLog, StoreLogFollower, type FollowHandlers } from '@curbline/store-log';
import { FakeClock } from '@curbline/testkit';
import { AdmittedTripsService } from '../admission/admitted-trips.service.js';
import { ClosedTrips } from './closed-trips.js';
import { TracksService } from './tracks.service.js';
import { WakeTimes } from './wake-times.js';
import { TrackWatcherService } from './track-watcher.service.js';

beforeAll(() => Logger.overrideLogger(false));
const modules: TestingModule[] = [];
afterEach(async () => {
  for (const module of modules.splice(0)) await module.close();
});

it('goes on after the track store could not be reached for longer than the interval between two checks', async () => {
  const clock = new FakeClock(Date.parse('2026-03-11T09:00:00.000Z'));
  let reachable = true;
  let looks = 0;
  const acquireExpired = (): Promise<never[]> => {
    looks += 1;
    return reachable ? Promise.resolve([]) : Promise.reject(new Error('no answer'));
  };
  const module = await Test.createTestingModule({
    providers: [
      TrackWatcherService,
      { provide: TracksService, useValue: { closed: new ClosedTrips(), wakes: new WakeTimes() } },
      { provide: TrackStore, useValue: { acquireExpired, renewLeases: () => Promise.resolve([]) } },
      { provide: StoreLogFollower, useValue: { follow: () => Promise.resolve({ close: async () => {} }) } },
      { provide: Clock, useValue: clock },
    ],
  })
    .useMocker(() => ({}))
    .compile();
  modules.push(module);
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  try {
    await module.init();
    for (const up of [false, true]) {
      reachable = up;
      clock.advance(25_000);
      const before = looks;
      for (let waited = 0; looks === before && waited < 5_000; waited += 50) await sleep(50);
      expect(looks).toBe(before + 1);
      await sleep(50);
    }
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

const START = Date.parse('2026-03-11T09:00:00.000Z');

/** Several copies of the service with one track store and one log, which says which trips have ended. */
async function setUp() {
  const clock = new FakeClock(START);
  const tracks = await InMemoryTracks.create({ clock });
  const ended = new Set<string>();
  const latestOfTrip = (_storeId: string, tripId: string) => {
    const trip = { state: ended.has(tripId) ? 'completed' : 'started', sharing: 'live' };
    return Promise.resolve({ payload: { card: { trip } } } as StoreEvent);
  };
  const copy = async () => {
    const wakes = new WakeTimes();
    const [ticked, erased]: [string[], string[]] = [[], []];
    let handlers: FollowHandlers | undefined;
    /** A check changes nothing; the test says when the next one is due. */
    const wakesAfterMs = new Map<string, number | undefined>();
    const scheduleAgain = (trip: TrackKey): void => {
      const now = clock.now();
      const wakeAfterMs = wakesAfterMs.get(trip.tripId);
      wakes.set(trip, wakeAfterMs === undefined ? undefined : now + wakeAfterMs, now);
    };
    const trips = {
      closed: new ClosedTrips(),
      wakes,
      read: () => Promise.resolve({ startedAt: START }),
      tick: async (trip: TrackKey) => {
        ticked.push(trip.tripId);
        scheduleAgain(trip);
      },
      erase: async (trip: TrackKey) => {
        erased.push(trip.tripId);
        wakes.forget(trip.tripId);
        await tracks.remove(trip.storeId, trip.tripId);
      },
    };
    const follow = (_stores: unknown, _from: unknown, given: FollowHandlers) => {
      handlers = given;
      return Promise.resolve({ close: async () => {} });
    };
    const module = await Test.createTestingModule({
      providers: [
        TrackWatcherService,
        { provide: TracksService, useValue: trips },
        { provide: TrackStore, useValue: tracks },
        { provide: StoreLog, useValue: { latestOfTrip } },
        { provide: StoreLogFollower, useValue: { follow } },
        { provide: AdmittedTripsService, useValue: { clear: () => {} } },
        { provide: Clock, useValue: clock },
      ],
    })
      .useMocker(() => ({}))
      .compile();
    modules.push(module);
    const watch = module.get(TrackWatcherService);
    return {
      ticked,
      erased,
      wakes,
      begin: () => watch.onApplicationBootstrap(),
      end: () => watch.onModuleDestroy(),
      beat: () => watch.beat(),
      rebuilt: () => handlers?.onResync('lyon', 'epoch', { epoch: 'new', seq: 0 }),
      /** A fix came here, and was saved. */
      write: async (trip: TrackKey, version: number, thenMs?: number) => {
        expect(await tracks.compareAndSet(trip.storeId, trip.tripId, version, 'state')).toBe(true);
        wakesAfterMs.set(trip.tripId, thenMs);
        scheduleAgain(trip);
      },
    };
  };
  type Copy = Awaited<ReturnType<typeof copy>>;
  /** Time passes, and all of them beat each ten seconds. */
  const pass = async (seconds: number, copies: readonly Copy[]): Promise<void> => {
    for (let passed = 0; passed < seconds; passed += 10) {
      clock.advance(10_000);
      for (const one of copies) await one.beat();
    }
  };
  return { clock, copy, ended, pass };
}

const trip = (tripId: string): TrackKey => ({ storeId: 'lyon', tripId });

it('acquires the leases of a copy that has ended, each by one of the running copies', async () => {
  const { copy, pass } = await setUp();
  const [dead, one, two] = [await copy(), await copy(), await copy()];
  for (const n of ['a', 'b', 'c']) await dead.write(trip(n), 0, 15_000);
  await pass(30, [one, two]);
  expect([...one.ticked, ...two.ticked]).toEqual([]);
  await pass(40, [one, two]);
  expect([...one.ticked, ...two.ticked].sort()).toEqual(['a', 'b', 'c']);
});

it('acquires no lease of a running copy, however long the phone is silent', async () => {
  const { copy, pass } = await setUp();
  const [one, two] = [await copy(), await copy()];
  await one.write(trip('dwells'), 0, 90_000);
  await one.write(trip('is here'), 0);
  await pass(500, [one, two]);
  expect(two.ticked).toEqual([]);
  expect(new Set(one.ticked)).toEqual(new Set(['dwells']));
  // It died: its trips are looked at by the other, each when it was to be looked at next.
  await pass(150, [two]);
  expect(two.ticked).toContain('dwells');
  await pass(60, [two]);
  expect(two.ticked).toContain('is here');
});

it('releases a trip whose positions go to another copy now', async () => {
  const { copy, pass } = await setUp();
  const [one, two] = [await copy(), await copy()];
  await one.write(trip('a'), 0, 90_000);
  await two.write(trip('a'), 1, 90_000);
  await pass(10, [two]);
  await two.write(trip('a'), 2, 90_000);
  await pass(200, [one, two]);
  expect(one.ticked).toEqual([]);
  expect(one.wakes.all()).toEqual([]);
  expect(two.ticked.length).toBeGreaterThan(0);
});

it('erases a track whose trip ended while no copy was running, and one that is silent for long', async () => {
  const { copy, pass, ended } = await setUp();
  const [dead, one] = [await copy(), await copy()];
  await dead.write(trip('over'), 0);
  await one.write(trip('silent'), 0);
  await pass(10, [one]);
  ended.add('over').add('silent');
  await pass(60, [one]);
  expect(one.erased).toEqual(['over']);
  await pass(660, [one]);
  expect(one.erased).toEqual(['over', 'silent']);
});

it('compares every trip with a rebuilt log, including those whose lease it has', async () => {
  const { copy, pass, ended } = await setUp();
  const [dead, one] = [await copy(), await copy()];
  await dead.write(trip('of another'), 0);
  await one.write(trip('own'), 0);
  await one.begin();
  ended.add('of another').add('own');
  await one.rebuilt();
  await pass(10, [one]);
  await one.end();
  expect(one.erased.sort()).toEqual(['of another', 'own']);
});
