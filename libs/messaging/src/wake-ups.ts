/**
 * Notifies followers that a store's log has a new event. Volatile and without content: when one is lost, a follower finds
 * the event at its next poll.
 */
export abstract class WakeUps {
  /** Never throws, because the event is committed already. */
  abstract wake(storeId: string): void;
  /** Listeners are called in a later tick. @returns a function that removes the listener. */
  abstract onWake(listener: (storeId: string) => void): () => void;
  abstract close(): Promise<void>;
}
