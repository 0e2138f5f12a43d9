import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TrackStore } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { StoreLogFollower } from '@curbline/store-log';
import { FakeClock } from '@curbline/testkit';
import { TrackTrips } from './track-trips.js';
import { WatchTracks } from './watch-tracks.js';

beforeAll(() => Logger.overrideLogger(false));
let module: TestingModule | undefined;
afterEach(() => module?.close());

/** Half a minute without Redis ended the process once: nobody had caught what the timer's look threw. */
it('goes on when the tracks cannot be reached for longer than it looks them over', async () => {
  const clock = new FakeClock(Date.parse('2026-03-11T09:00:00.000Z'));
  let reachable = true;
  let looks = 0;
  const open = (): Promise<never[]> => {
    looks += 1;
    return reachable ? Promise.resolve([]) : Promise.reject(new Error('no answer'));
  };
  module = await Test.createTestingModule({
    providers: [
      WatchTracks,
      { provide: TrackTrips, useValue: { closed: { tidy: () => {} }, wakes: { takeDue: () => [] } } },
      { provide: TrackStore, useValue: { open } },
      { provide: StoreLogFollower, useValue: { follow: () => Promise.resolve({ close: async () => {} }) } },
      { provide: Clock, useValue: clock },
    ],
  })
    .useMocker(() => ({}))
    .compile();
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
