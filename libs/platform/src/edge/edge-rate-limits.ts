/**
 * Rate limits of every request, checked before it is routed or its body read: in memory, so that a refusal costs less
 * than any response. Each copy of a program counts for itself.
 *
 * A caller whom a guard admitted lately is counted by name, everybody else by address. So the requests of unknown
 * callers behind a shared address do not use up the limit of known ones.
 */
import type { RateLimits } from '../platform-options.js';
import { addressKey, networkKey } from '../requests/address-keys.js';

export const WINDOW_MS = 60_000;

interface Window {
  count: number;
  readonly until: number;
}

class WindowCounts {
  private readonly windows = new Map<string, Window>();
  private cleanedUpAt = 0;

  constructor(private readonly most: number) {}

  /** Adds to the count of a window that has begun. */
  charge(key: string, more: number): void {
    const window = this.windows.get(key);
    if (window) window.count += more;
  }

  /** @returns 0 when one more is allowed, and otherwise how long to wait, ms */
  take(key: string, now: number): number {
    const window = this.windows.get(key);
    // A clock set back must not make a window last longer.
    if (!window || now >= window.until || window.until - now > WINDOW_MS) {
      if (Math.abs(now - this.cleanedUpAt) >= WINDOW_MS) this.cleanUp(now);
      this.windows.set(key, { count: 1, until: now + WINDOW_MS });
      return 0;
    }
    if (window.count >= this.most) return window.until - now;
    window.count += 1;
    return 0;
  }

  private cleanUp(now: number): void {
    this.cleanedUpAt = now;
    for (const [key, { until }] of this.windows) if (now >= until) this.windows.delete(key);
  }
}

export class EdgeRateLimits {
  private readonly networks: WindowCounts;
  private readonly addresses: WindowCounts;
  private readonly callers: WindowCounts;

  constructor(limits: Pick<RateLimits, 'perAddress' | 'perCaller' | 'perNetwork'>) {
    this.networks = new WindowCounts(limits.perNetwork);
    this.addresses = new WindowCounts(limits.perAddress);
    this.callers = new WindowCounts(limits.perCaller);
  }

  /**
   * @param caller the name of the caller who sent these credentials lately and was admitted
   * @param now Unix ms
   * @returns 0 when the request may go on, and otherwise how long to wait, ms
   */
  spend(address: string, caller: string | undefined, now: number): number {
    const wait = this.networks.take(networkKey(address), now);
    if (wait > 0) return wait;
    return caller === undefined
      ? this.addresses.take(addressKey(address), now)
      : this.callers.take(caller, now);
  }

  /** Counts a large response as `more` further requests. */
  charge(address: string, caller: string | undefined, more: number): void {
    this.networks.charge(networkKey(address), more);
    if (caller === undefined) this.addresses.charge(addressKey(address), more);
    else this.callers.charge(caller, more);
  }
}
