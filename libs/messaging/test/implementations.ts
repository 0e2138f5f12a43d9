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

/** Each function makes one shared environment; what it returns opens an instance in it, as a process of its own would. */
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
      const shared = { ...settings(), retryMs: 5 };
      return () => new RedisTripEvents(shared);
    },
    wakeUps: () => {
      const shared = settings();
      return () => new RedisWakeUps(shared);
    },
    progress: () => {
      const shared = { ...settings(), lingerMs: 20 };
      return () => new RedisProgress(shared);
    },
    tracks: async (clock) => {
      const shared = { ...settings(), clock };
      return () => new RedisTracks({ ...shared, keys: new RedisTrackKeys(shared) });
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
