/** @curbline/messaging: what the services share, in one process or between several. */
export { InMemoryTracks, type InMemoryTracksOptions } from './in-process/in-memory-tracks.js';
export type { PersistedTrack, TrackPersistence } from './in-process/track-persistence.js';
export { InProcessProgress } from './in-process/in-process-progress.js';
export { InProcessTripEvents } from './in-process/in-process-trip-events.js';
export { InProcessWakeUps } from './in-process/in-process-wake-ups.js';
export { PROGRESS_EXPIRES_MS, ProgressBus } from './progress-bus.js';
export type { RedisSettings } from './redis/redis-connection.js';
export { RedisProgress } from './redis/redis-progress.js';
export { RedisTrackKeys } from './redis/redis-track-keys.js';
export { RedisTracks } from './redis/redis-tracks.js';
export { RedisTripEvents, type RedisTripEventsSettings } from './redis/redis-trip-events.js';
export { RedisWakeUps } from './redis/redis-wake-ups.js';
export {
  TRACK_LIFETIME_MS,
  TrackStore,
  type TrackLease,
  type Awaitable,
  type CompareAndSetOptions,
  type Track,
  type TrackKey,
} from './track-store.js';
export { KeyFolder } from './sealed/key-folder.js';
export { seal, unseal } from './sealed/seal.js';
export { TrackKeys } from './sealed/track-keys.js';
export { TripEventStream, type Consumption, type TripEventHandler } from './trip-event-stream.js';
export { WakeUps } from './wake-ups.js';
