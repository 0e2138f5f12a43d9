/**
 * "There is something new in this store's log." Volatile and without content: losing one costs a
 * follower its poll interval, never an event.
 */
export abstract class WakeUps {
  /** Never rejects and never throws: the fact it tells of is committed already. */
  abstract wake(storeId: string): void;
  /** @returns a function that ends the listening. Listeners are called in a later tick. */
  abstract onWake(listener: (storeId: string) => void): () => void;
  abstract close(): Promise<void>;
}
