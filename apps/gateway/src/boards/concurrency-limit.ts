/** Runs a few tasks at once; a limited number of others wait in order. */
export class ConcurrencyLimit {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param pauseMs between the end of one task and the start of the next in its slot */
  constructor(
    private readonly maxRunning: number,
    private readonly maxWaiting: number,
    private readonly pauseMs = 0,
  ) {}

  /** @returns the result of `task`, or `undefined` at once when too many tasks wait already. */
  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (this.running < this.maxRunning) this.running += 1;
    else if (this.waiting.length >= this.maxWaiting) return undefined;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      if (this.pauseMs > 0) setTimeout(() => this.startNext(), this.pauseMs).unref();
      else this.startNext();
    }
  }

  private startNext(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
