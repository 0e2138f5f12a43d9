/** Time that only moves when a spec says so: timers in order, a clock that agrees with them. */
export class FakeTime {
  private nowMs = 0;
  private timers: { at: number; work: () => void }[] = [];

  readonly monotonicMs = (): number => this.nowMs;

  readonly after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.nowMs + ms, work };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((t) => t !== timer);
    };
  };

  /** Lets `ms` pass; what is due runs at its own moment, and promises settle in between. */
  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    for (;;) {
      await settle();
      const due = this.timers.filter((t) => t.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((t) => t !== due);
      this.nowMs = due.at;
      due.work();
    }
    this.nowMs = until;
    await settle();
  }
}

/** Lets every promise that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 12; i += 1) await Promise.resolve();
}
