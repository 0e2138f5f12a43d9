/**
 * Limits how many packets one connection may send: a few until it is admitted, then more than any board needs. Every
 * packet counts: refused hellos, messages, acknowledgements, pings and pongs. Pure.
 */

/** One hello, a second one, and what a proxy may add. */
const BEFORE_ADMISSION = 4;
/** A board sends a pong every ten seconds and a probe now and then. */
const PACKETS_PER_MINUTE = 110;
const WINDOW_MS = 60_000;

export class PacketLimit {
  private count = 0;
  private since = 0;
  private admitted = false;

  /** Starts the count of an admitted board at zero. @param now ms, of a monotonic clock */
  admit(now: number): void {
    this.admitted = true;
    [this.since, this.count] = [now, 0];
  }

  /** Counts one packet. @returns false when the connection has sent more than it may. */
  spend(now: number): boolean {
    if (this.admitted && now - this.since >= WINDOW_MS) [this.since, this.count] = [now, 0];
    this.count += 1;
    return this.count <= (this.admitted ? PACKETS_PER_MINUTE : BEFORE_ADMISSION);
  }
}
