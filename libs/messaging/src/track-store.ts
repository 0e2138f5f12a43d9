/**
 * The detector's state of one trip and how often it was written. Plain JSON; it holds positions; `undefined` when
 * there is a track that nobody can read any more. Once handed
 * over it belongs to both sides, so neither changes it: the next state is another object.
 */
export interface Track {
  state: unknown;
  /** The very object that this process has written: nobody needs to read it as if it came from outside. */
  own?: boolean;
  /** 1 after the first write, one more with each. */
  version: number;
}

export interface TrackKey {
  storeId: string;
  tripId: string;
}

/** A track that one process looks after. Times in milliseconds since 1970. */
export interface AttendedTrack extends TrackKey {
  /** When that process has last written it or taken it over. */
  sinceMs: number;
  /** It will look at it again by then, or nothing is to be done before. */
  untilMs: number;
}

/** What is there already, or comes later: nobody waits a turn for what lies in memory. */
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
 * Where positions live and nowhere else: the detector's state of each open trip. Two requests for
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
   * Takes over the tracks that nobody has attended to since then: whoever wrote them may have died. Each is given to
   * one caller alone, and counts as attended to from now on. Some at a time: ask until there are no more.
   * @param beforeMs milliseconds since 1970; not later than now, or there is always more
   */
  abstract takeOver(beforeMs: number): Promise<TrackKey[]>;
  /**
   * Says that these are attended to although nothing is written: nobody needs to take them over before `untilMs`.
   * @returns those that are not the caller's any more: others have written them since, or they are gone.
   */
  abstract attend(tracks: readonly AttendedTrack[]): Promise<TrackKey[]>;
  abstract close(): Promise<void>;
}
