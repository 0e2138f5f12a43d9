/** A clock that stands still until it is moved; fits wherever a `{ now(): number }` is injected. */
export class FakeClock {
  private nowMs: number;

  /** @param start the first instant; default an ordinary Wednesday morning, outside any change of hours. */
  constructor(start: string | number = '2026-03-11T09:00:00.000Z') {
    this.nowMs = typeof start === 'number' ? start : Date.parse(start);
    if (!Number.isFinite(this.nowMs)) throw new Error(`${String(start)} is no instant`);
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.nowMs;
  }

  /** The present as ISO 8601 text, as messages carry it. */
  iso(): string {
    return new Date(this.nowMs).toISOString();
  }

  /** Moves the clock; backwards too, as real clocks do when they are set. */
  advance(ms: number): this {
    this.nowMs += ms;
    return this;
  }
}
