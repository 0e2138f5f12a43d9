/**
 * Readings of stores that all who ask while one is under way, or within a moment after it, share. What has had its
 * moment goes by itself: a reading holds half an hour of a store's cards, and most are never asked for again.
 */

/** One that takes longer may never end, as on a broken line: who asks then begins another. */
const LONGEST_MS = 5_000;

/** Times are Unix ms. */
interface Shared<Reading> {
  readonly reading: Promise<Reading>;
  readonly begunAt: number;
  /** Undefined while it is under way. */
  endedAt: number | undefined;
}

export class SharedReadings<Reading> {
  private readonly readings = new Map<string, Shared<Reading>>();

  /**
   * @param clock the server's
   * @param sharedMs for how long after its end a reading is given to others
   */
  constructor(
    private readonly clock: { now(): number },
    private readonly sharedMs: number,
  ) {}

  get size(): number {
    return this.readings.size;
  }

  /** @param read asked for a new one, at `now`; its failure is not shared with those who ask later */
  of(storeId: string, read: (now: number) => Promise<Reading>): Promise<Reading> {
    const now = this.clock.now();
    const known = this.readings.get(storeId);
    if (known && this.isShared(known, now)) return known.reading;
    const shared: Shared<Reading> = { reading: read(now), begunAt: now, endedAt: undefined };
    this.readings.set(storeId, shared);
    const forget = (): void => {
      if (this.readings.get(storeId) === shared) this.readings.delete(storeId);
    };
    shared.reading.then(() => {
      shared.endedAt = this.clock.now();
      setTimeout(forget, this.sharedMs).unref();
    }, forget);
    return shared.reading;
  }

  private isShared({ begunAt, endedAt }: Shared<Reading>, now: number): boolean {
    return endedAt === undefined ? isWithin(LONGEST_MS, begunAt, now) : isWithin(this.sharedMs, endedAt, now);
  }
}

/** A reading from the future is of a clock that was set back since: it would stay for as long as that. */
const isWithin = (ms: number, since: number, now: number): boolean => now >= since && now - since < ms;
