/**
 * The track of one trip and how often it was written. The state is plain JSON and holds positions; it is
 * `undefined` if there is a track that cannot be read any more. Both sides share the object, so neither changes it: the
 * next state is another object.
 */
export interface Track {
  state: unknown;
  /** Whether the state is the very object that this process has written, which needs no validation. */
  own?: boolean;
  /** 1 after the first write, one more with each. */
  version: number;
}

export interface TrackKey {
  storeId: string;
  tripId: string;
}

/** The right of one process to watch a track for a time. Times in milliseconds since 1970. */
export interface TrackLease extends TrackKey {
  /** When the process last wrote the track or acquired its lease. */
  sinceMs: number;
  /** When the lease expires. */
  untilMs: number;
}

/** A value or its promise: what is in memory is given without a turn of the event loop. */
export type Awaitable<T> = T | Promise<T>;

/** Nothing about a trip's positions is kept longer than this after the last write, whatever happens. */
export const TRACK_LIFETIME_MS = 24 * 3_600_000;

export interface CompareAndSetOptions {
  /** Resolve only when the state would survive a crash of this process: for the rare writes that go with a fact. */
  durable?: boolean;
  /** A crash may cost this write and others of the last two minutes: for a phone on its way, far from any fact. */
  mayWait?: boolean;
}

/**
 * Where positions live and nowhere else: the track of each open trip. Two requests for
 * one trip may run at once (in one process or in two), so writing is compare-and-set.
 */
export abstract class TrackStore {
  abstract get(storeId: string, tripId: string): Awaitable<Track | undefined>;
  /**
   * @param expectedVersion the version that was read, 0 for a trip that has no track yet.
   * @returns false when another write came first: read again and decide again.
   */
  abstract compareAndSet(
    storeId: string,
    tripId: string,
    expectedVersion: number,
    state: unknown,
    options?: CompareAndSetOptions,
  ): Awaitable<boolean>;
  /** Erases the trip's positions; once it resolves, no disk has them in a readable form. Fine when there are none. */
  abstract remove(storeId: string, tripId: string): Promise<void>;
  /**
   * Acquires leases that expired before the given time, because the processes that held them may have ended. Each is given
   * to one caller only and counts as renewed now. A call returns some of them: call until there are no more.
   * @param beforeMs milliseconds since 1970; not later than now, or there are always more
   */
  abstract acquireExpired(beforeMs: number): Promise<TrackKey[]>;
  /**
   * Renews leases without writing their tracks: nobody acquires them before `untilMs`.
   * @returns the tracks whose lease the caller has lost: others have written them since, or they are gone.
   */
  abstract renewLeases(leases: readonly TrackLease[]): Promise<TrackKey[]>;
  abstract close(): Promise<void>;
}
