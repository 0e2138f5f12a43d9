import type { Progress } from '@curbline/contracts/events';

/** How long the last word on a trip is kept at least: boards show "last seen" for a while after it. */
export const PROGRESS_EXPIRES_MS = 30 * 60_000;

/** ETA and "last seen" on their way to the boards. Volatile: the latest value of a trip wins, any may be lost. */
export abstract class ProgressBus {
  /** Never rejects, whatever the network does. Between processes @throws for a value that is no progress. */
  abstract publish(progress: Progress): void;
  /**
   * Hears of this store's trips, and of no other's.
   * @returns a function that ends it. Listeners are called in a later tick.
   */
  abstract watch(storeId: string, listener: (progress: Progress) => void): () => void;
  /** The last word on each of these trips, as far as it is to be had soon; never rejects. */
  abstract latest(storeId: string, tripIds: Iterable<string>): Promise<Progress[]>;
  abstract close(): Promise<void>;
}
