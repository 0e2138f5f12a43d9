/**
 * Counts events by key over a sliding window, approximated by two fixed ones: the last one counts for
 * the share of it that the sliding window still covers. Two numbers a key instead of a list of times.
 */
interface Window {
  startedAt: number;
  count: number;
  before: number;
}

/** Keys come from strangers: past this many the oldest are forgotten. */
const MOST_KEYS = 50_000;

export class WindowCounter {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly windowMs: number) {}

  /** Counts one more and answers the count of the last `windowMs`, this one included. */
  add(key: string, now: number): number {
    const window = this.current(key, now);
    window.count += 1;
    return this.weigh(window, now);
  }

  count(key: string, now: number): number {
    const window = this.windows.get(key);
    if (!window || now >= window.startedAt + 2 * this.windowMs) return 0;
    return this.weigh(this.current(key, now), now);
  }

  private current(key: string, now: number): Window {
    const found = this.windows.get(key);
    const startedAt = now - (now % this.windowMs);
    if (found?.startedAt === startedAt) return found;
    const before = found && found.startedAt === startedAt - this.windowMs ? found.count : 0;
    const window = { startedAt, count: 0, before };
    this.windows.delete(key);
    this.windows.set(key, window);
    this.forgetOldest();
    return window;
  }

  private weigh(window: Window, now: number): number {
    const remaining = 1 - (now - window.startedAt) / this.windowMs;
    return window.count + window.before * Math.max(0, Math.min(1, remaining));
  }

  private forgetOldest(): void {
    if (this.windows.size <= MOST_KEYS) return;
    for (const key of this.windows.keys()) {
      this.windows.delete(key);
      return;
    }
  }
}
