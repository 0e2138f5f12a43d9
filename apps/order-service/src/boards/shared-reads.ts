/**
 * Reads of the database, one per store, that everybody shares who asks while one is under way or within a moment after
 * it. A result is dropped after that moment: it holds half an hour of a store's cards, and most are never needed again.
 */

/** A read that takes longer may never end, as on a broken connection: the next caller begins another. */
const LONGEST_MS = 5_000;

/** Times are Unix ms. */
interface SharedRead<Value> {
  readonly value: Promise<Value>;
  readonly begunAt: number;
  /** Undefined while it is under way. */
  endedAt: number | undefined;
}

export class SharedReads<Value> {
  private readonly reads = new Map<string, SharedRead<Value>>();

  /**
   * @param clock the server's
   * @param sharedMs for how long after its end a read is shared
   */
  constructor(
    private readonly clock: { now(): number },
    private readonly sharedMs: number,
  ) {}

  get size(): number {
    return this.reads.size;
  }

  /** @param read called for a new one, at `now`; its failure is not shared with those who ask later */
  of(storeId: string, read: (now: number) => Promise<Value>): Promise<Value> {
    const now = this.clock.now();
    const known = this.reads.get(storeId);
    if (known && this.isShared(known, now)) return known.value;
    const shared: SharedRead<Value> = { value: read(now), begunAt: now, endedAt: undefined };
    this.reads.set(storeId, shared);
    const drop = (): void => {
      if (this.reads.get(storeId) === shared) this.reads.delete(storeId);
    };
    shared.value.then(() => {
      shared.endedAt = this.clock.now();
      setTimeout(drop, this.sharedMs).unref();
    }, drop);
    return shared.value;
  }

  private isShared({ begunAt, endedAt }: SharedRead<Value>, now: number): boolean {
    return endedAt === undefined ? isWithin(LONGEST_MS, begunAt, now) : isWithin(this.sharedMs, endedAt, now);
  }
}

/** A read from the future was made before the clock was set back: it would be shared for as long as that. */
const isWithin = (ms: number, since: number, now: number): boolean => now >= since && now - since < ms;
