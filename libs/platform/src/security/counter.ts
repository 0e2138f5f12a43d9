/** Counters by key, each key with a window of its own that begins with its first try. */

export interface LimitRule {
  /** Names the counter where processes share it: two rules of a name count together there. */
  readonly name: string;
  /** How often within the window. */
  readonly most: number;
  readonly windowS: number;
  /** Its keys let somebody in: they leave this process as a hash only. */
  readonly secretKeys?: boolean;
}

export interface Spent {
  /** Tries in the window that runs now, those above the limit among them. */
  readonly count: number;
  /** Until the window ends. */
  readonly msLeft: number;
}

/** What is known at once is answered at once: a promise for each of thousands of requests costs more than a count. */
export interface Counter {
  readonly most: number;
  /** One more try. @returns the count with it */
  spend(key: string): Spent | Promise<Spent>;
  /** Counts nothing. @returns `undefined` for a key without a window */
  soFar(key: string): Spent | undefined | Promise<Spent | undefined>;
}

interface Window {
  count: number;
  /** Unix ms. */
  readonly endsAt: number;
}

/** In this process's memory. All windows are equally long, so the oldest end first and go when others begin. */
export class MemoryCounter implements Counter {
  readonly most: number;
  private readonly windowMs: number;
  private readonly windows = new Map<string, Window>();

  constructor({ most, windowS }: Pick<LimitRule, 'most' | 'windowS'>) {
    this.most = most;
    this.windowMs = windowS * 1000;
  }

  /** Keys in memory. */
  get size(): number {
    return this.windows.size;
  }

  spend(key: string): Spent {
    const now = Date.now();
    let window = this.windows.get(key);
    if (!window || !this.runs(window, now)) {
      this.dropEnded(now);
      this.windows.delete(key);
      this.windows.set(key, (window = { count: 0, endsAt: now + this.windowMs }));
    }
    window.count += 1;
    return { count: window.count, msLeft: window.endsAt - now };
  }

  soFar(key: string): Spent | undefined {
    const now = Date.now();
    const window = this.windows.get(key);
    return window && this.runs(window, now)
      ? { count: window.count, msLeft: window.endsAt - now }
      : undefined;
  }

  /** A window that ends later than one which begins now is of a clock that was set back since. */
  private runs({ endsAt }: Window, now: number): boolean {
    return endsAt > now && endsAt <= now + this.windowMs;
  }

  private dropEnded(now: number): void {
    for (const [key, window] of this.windows) {
      if (this.runs(window, now)) return;
      this.windows.delete(key);
    }
  }
}
