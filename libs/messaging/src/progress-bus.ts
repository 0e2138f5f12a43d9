import type { Progress } from '@curbline/contracts/events';

/** ETA and "last seen" on their way to the boards. Volatile: the latest value of a trip wins, any may be lost. */
export abstract class ProgressBus {
  /** Never rejects, whatever the network does. @throws only for a value that is no progress. */
  abstract publish(progress: Progress): void;
  /** @returns a function that ends the subscription. Listeners are called in a later tick. */
  abstract subscribe(listener: (progress: Progress) => void): () => void;
  abstract close(): Promise<void>;
}
