/** The only source of the time outside tests: whoever needs "now" injects this, and a test turns it. */
export abstract class Clock {
  /** Unix milliseconds. */
  abstract now(): number;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
