import type { Progress } from '@curbline/contracts/events';

/** The latest progress of a trip is stored for at least this long, because boards show "last seen" for a while. */
export const PROGRESS_EXPIRES_MS = 30 * 60_000;

/** Carries ETA and "last seen" to the boards. Volatile: the latest value of a trip wins, and any may be lost. */
export abstract class ProgressBus {
  /** Does not throw when the network fails. Between processes @throws for a value that is no progress. */
  abstract publish(progress: Progress): void;
  /**
   * Calls the listener, in a later tick, with the progress of this store's trips.
   * @returns a function that removes the listener.
   */
  abstract watch(storeId: string, listener: (progress: Progress) => void): () => void;
  /** The latest progress of each of these trips, as far as it is available within a moment; never rejects. */
  abstract latest(storeId: string, tripIds: Iterable<string>): Promise<Progress[]>;
  abstract close(): Promise<void>;
}
