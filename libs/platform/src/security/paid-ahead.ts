/**
 * Points of a counter, taken several at a time: most requests then neither ask the counter nor wait for it, and where
 * it is a Redis, most cost it nothing.
 *
 * What is taken and not used lapses with its window. So whoever comes near the limit may be refused a few requests
 * early (one lot for each process that they reached), and nobody gets more than the limit.
 */
import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** Of a window's share at most so much is taken at once; a small share goes one by one. */
const SHARE_OF_LOT = 0.05;
const LARGEST_LOT = 10;

interface Lot {
  left: number;
  /** When it lapses, ms. */
  readonly until: number;
}

export class PaidAhead {
  private readonly lots = new Map<string, Lot>();
  private readonly size: number;
  private tidiedAt = Date.now();

  /**
   * @param most points of a window @param windowS its length, seconds
   * @param nameOf what the counter knows a key by: of a secret, a hash
   */
  constructor(
    private readonly counter: RateLimiterAbstract,
    most: number,
    private readonly windowS: number,
    private readonly nameOf: (key: string) => string = (key) => key,
  ) {
    this.size = Math.min(LARGEST_LOT, Math.max(1, Math.floor(most * SHARE_OF_LOT)));
  }

  /**
   * Spends one point: at once, when it was paid for already.
   * @throws RateLimiterRes (as a rejection) when the key has had its share, or what the counter threw
   */
  spend(key: string): void | Promise<void> {
    const now = Date.now();
    const lot = this.lots.get(key);
    // A clock set back must not make it last for longer than a window.
    if (lot && lot.left > 0 && now < lot.until && lot.until - now <= this.windowS * 1000) {
      lot.left -= 1;
      return undefined;
    }
    return this.take(key, now);
  }

  private async take(key: string, now: number): Promise<void> {
    const { msBeforeNext } = await this.counter.consume(this.nameOf(key), this.size);
    if (this.size === 1) return;
    // Others may have taken one meanwhile: both are paid for.
    const there = this.lots.get(key);
    const left = this.size - 1 + (there && now < there.until ? there.left : 0);
    this.lots.set(key, { left, until: now + msBeforeNext });
    if (Math.abs(now - this.tidiedAt) >= this.windowS * 1000) this.tidy(now);
  }

  private tidy(now: number): void {
    this.tidiedAt = now;
    for (const [key, { until }] of this.lots) if (now >= until) this.lots.delete(key);
  }
}
