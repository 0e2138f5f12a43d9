/**
 * The two implementations of each seam. Redis takes part when the test runner found one; then every
 * set of instances gets a prefix of its own, and "another instance" is one with connections of its own.
 */
import { randomUUID } from 'node:crypto';
import {
  InMemoryTracks,
  InProcessProgress,
  InProcessTripEvents,
  InProcessWakeUps,
  RedisProgress,
  RedisTrackKeys,
  RedisTracks,
  RedisTripEvents,
  RedisWakeUps,
  type ProgressBus,
  type TrackStore,
  type TripEventStream,
  type WakeUps,
} from '@curbline/messaging';
import { testEnv } from '@curbline/testkit';

export interface Implementation {
  name: string;
  tripEvents(): () => TripEventStream;
  wakeUps(): () => WakeUps;
  progress(): () => ProgressBus;
  tracks(clock: { now(): number }): Promise<() => TrackStore>;
  /** Whether a track is given as the very object that was written. */
  givesOwnObjects: boolean;
}

/** Each function makes one world; what it returns gives an instance of that world to a "process". */
const inProcess: Implementation = {
  name: 'in one process',
  tripEvents: () => {
    const only = new InProcessTripEvents([1, 2, 4]);
    return () => only;
  },
  wakeUps: () => {
    const only = new InProcessWakeUps();
    return () => only;
  },
  progress: () => {
    const only = new InProcessProgress();
    return () => only;
  },
  tracks: async (clock) => {
    const only = await InMemoryTracks.create({ clock });
    return () => only;
  },
  givesOwnObjects: true,
};

function overRedis(url: string): Implementation {
  const settings = () => ({ url, prefix: `test-${randomUUID()}` });
  return {
    name: 'over Redis',
    tripEvents: () => {
      const world = { ...settings(), retryMs: 5 };
      return () => new RedisTripEvents(world);
    },
    wakeUps: () => {
      const world = settings();
      return () => new RedisWakeUps(world);
    },
    progress: () => {
      const world = { ...settings(), lingerMs: 20 };
      return () => new RedisProgress(world);
    },
    tracks: async (clock) => {
      const world = { ...settings(), clock };
      return () => new RedisTracks({ ...world, keys: new RedisTrackKeys(world) });
    },
    givesOwnObjects: false,
  };
}

export function implementations(): Implementation[] {
  const { redisUrl } = testEnv();
  return redisUrl ? [inProcess, overRedis(redisUrl)] : [inProcess];
}

export async function until(what: () => boolean, limitMs = 5_000): Promise<void> {
  for (const end = performance.now() + limitMs; !what();) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((next) => setTimeout(next, 5));
  }
}
