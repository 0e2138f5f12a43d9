/** Lets a few pieces of work run at once and the others wait, in order, up to a number. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param pauseMs between one piece of work and the next in its place */
  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
    private readonly pauseMs = 0,
  ) {}

  /** @returns what `work` gives, or `undefined` at once when too many wait already. */
  async take<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.running < this.atOnce) this.running += 1;
    else if (this.waiting.length >= this.mostWaiting) return undefined;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      if (this.pauseMs > 0) setTimeout(() => this.passOn(), this.pauseMs).unref();
      else this.passOn();
    }
  }

  private passOn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running -= 1;
  }
}
