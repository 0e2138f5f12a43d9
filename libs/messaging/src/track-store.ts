/**
 * The detector's state of one trip and how often it was written. Plain JSON; it holds positions. Once handed
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

export interface OpenTrack extends TrackKey {
  /** Of the last write; milliseconds since 1970. */
  updatedAtMs: number;
}

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
  abstract get(storeId: string, tripId: string): Promise<Track | undefined>;
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
  ): Promise<boolean>;
  /** Erases the trip's positions. Fine when there are none. */
  abstract remove(storeId: string, tripId: string): Promise<void>;
  /** Every track there is, for timers and for the erasure after {@link TRACK_LIFETIME_MS}. */
  abstract open(): Promise<OpenTrack[]>;
  abstract close(): Promise<void>;
}
