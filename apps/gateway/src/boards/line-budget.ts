/**
 * How many packets one line may send: a few until it is admitted, then what a board could ever need. Every packet
 * counts, whatever it is: hellos that are refused, messages, acknowledgements, pings and pongs. Pure.
 */

/** One hello, and room for a second and for what a proxy adds. */
const BEFORE_ADMISSION = 4;
/** A pong every ten seconds, a probe now and then. One that sends more than a hundred a minute is no board. */
const PACKETS_A_MINUTE = 110;
const WINDOW_MS = 60_000;

export class LineBudget {
  private spent = 0;
  private since = 0;
  private admitted = false;

  /** From now on it is a board: what it has sent so far is forgotten. @param now ms, of any clock that only goes on */
  admit(now: number): void {
    this.admitted = true;
    [this.since, this.spent] = [now, 0];
  }

  /** @returns false when the line has sent more than it may. */
  spend(now: number): boolean {
    if (this.admitted && now - this.since >= WINDOW_MS) [this.since, this.spent] = [now, 0];
    this.spent += 1;
    return this.spent <= (this.admitted ? PACKETS_A_MINUTE : BEFORE_ADMISSION);
  }
}
