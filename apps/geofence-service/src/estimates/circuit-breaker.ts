/**
 * Stops calls to a server that keeps failing.
 *
 * closed ──3 failures in a row──► open ──30 s──► half open: one call goes through
 *   ▲                                              │ it succeeds: closed · it fails: open again
 */
const FAILURES = 3;
const OPEN_MS = 30_000;

export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private trying = false;

  /** Whether a call may be made now; each `true` must be followed by {@link succeeded} or {@link failed}. */
  mayCall(now: number): boolean {
    if (this.failures < FAILURES) return true;
    if (now < this.openUntil || this.trying) return false;
    this.trying = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.trying = false;
  }

  /** @returns whether this failure opened the breaker. */
  failed(now: number): boolean {
    this.failures += 1;
    this.trying = false;
    if (this.failures < FAILURES) return false;
    this.openUntil = now + OPEN_MS;
    return this.failures === FAILURES;
  }
}
