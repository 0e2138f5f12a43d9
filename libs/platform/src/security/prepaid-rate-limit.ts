/**
 * A rate limit whose points are bought several at a time. Most requests then neither ask the counter nor wait for it,
 * and most cost a shared Redis nothing.
 *
 * Points that were bought and not used expire with their window. A caller near the limit may therefore be refused a few
 * requests early (one purchase for each process that they reached), and nobody gets more than the limit.
 */
import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** A purchase is at most this share of a window's points; where that is less than two, points are bought one by one. */
const SHARE_OF_PURCHASE = 0.05;
const LARGEST_PURCHASE = 10;

interface Prepaid {
  left: number;
  /** Unix ms. */
  readonly expiresAt: number;
}

export class PrepaidRateLimit {
  private readonly prepaid = new Map<string, Prepaid>();
  private readonly purchase: number;
  private cleanedUpAt = Date.now();

  /**
   * @param most points of a window @param windowS its length, seconds
   * @param nameOf what the counter knows a key by: the hash of a secret
   */
  constructor(
    private readonly counter: RateLimiterAbstract,
    most: number,
    private readonly windowS: number,
    private readonly nameOf: (key: string) => string = (key) => key,
  ) {
    this.purchase = Math.min(LARGEST_PURCHASE, Math.max(1, Math.floor(most * SHARE_OF_PURCHASE)));
  }

  /**
   * Spends one point, at once when it is prepaid.
   * @throws RateLimiterRes (as a rejection) when the key has used its points, or what the counter threw
   */
  spend(key: string): void | Promise<void> {
    const now = Date.now();
    const prepaid = this.prepaid.get(key);
    // A clock that is set back must not make points last longer than a window.
    if (
      prepaid &&
      prepaid.left > 0 &&
      now < prepaid.expiresAt &&
      prepaid.expiresAt - now <= this.windowS * 1000
    ) {
      prepaid.left -= 1;
      return undefined;
    }
    return this.buy(key, now);
  }

  private async buy(key: string, now: number): Promise<void> {
    const { msBeforeNext } = await this.counter.consume(this.nameOf(key), this.purchase);
    if (this.purchase === 1) return;
    // Another request may have bought points meanwhile: both purchases count.
    const other = this.prepaid.get(key);
    const left = this.purchase - 1 + (other && now < other.expiresAt ? other.left : 0);
    this.prepaid.set(key, { left, expiresAt: now + msBeforeNext });
    if (Math.abs(now - this.cleanedUpAt) >= this.windowS * 1000) this.cleanUp(now);
  }

  private cleanUp(now: number): void {
    this.cleanedUpAt = now;
    for (const [key, { expiresAt }] of this.prepaid) if (now >= expiresAt) this.prepaid.delete(key);
  }
}
