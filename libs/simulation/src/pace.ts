/**
 * How fast a simulation goes: 1 is real time, 20 takes a twentieth of the time. It scales when simulated people do something, never
 * a clock. It may change at any moment; a pause that has begun goes on at the new pace.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export class Pace {
  private changed = new AbortController();
  private since = performance.now();
  private passedMs = 0;

  /** @param factor above 0 */
  constructor(private current: number) {}

  get factor(): number {
    return this.current;
  }

  /** Simulated seconds since the beginning. */
  get elapsedS(): number {
    return (this.passedMs + (performance.now() - this.since) * this.current) / 1000;
  }

  set(factor: number): void {
    this.passedMs = this.elapsedS * 1000;
    this.since = performance.now();
    this.current = factor;
    const { changed } = this;
    this.changed = new AbortController();
    changed.abort();
  }

  /** Waits for so much simulated time, or returns early when aborted. */
  async pause(simulatedMs: number, signal: AbortSignal): Promise<void> {
    for (let left = simulatedMs; left > 0 && !signal.aborted;) {
      const { current } = this;
      const startedAt = performance.now();
      const either = AbortSignal.any([signal, this.changed.signal]);
      await sleep(left / current, undefined, { signal: either }).catch(() => {});
      // By what was measured: a timer may fire a moment early, which at a fast pace is minutes.
      left -= (performance.now() - startedAt) * current;
    }
  }
}
