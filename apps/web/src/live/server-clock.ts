/**
 * The server's time on a screen whose own clock may be wrong, moved, or stopped by sleep.
 *
 * Each message of the server that carries its time gives a sample `serverTime − monotonic`. A message
 * is always received later than it was stamped, so every sample is too small by its delay, and the
 * largest of the recent ones is the nearest to the truth. That same rule corrects a monotonic clock that
 * stood still while the device slept: the next sample is larger and wins at once.
 */
const SAMPLES_KEPT = 12;

export class ServerClock {
  private samples: number[] = [];

  /** @param monotonicMs never goes back, whatever is done to the device's clock (`performance.now`). */
  constructor(private readonly monotonicMs: () => number) {}

  /**
   * @param serverTime Unix ms as the server wrote it.
   * @param delayMs the part of the way that is known, such as half a round trip.
   */
  learn(serverTime: number, delayMs = 0): void {
    if (!Number.isFinite(serverTime)) return;
    this.samples.push(serverTime + delayMs - this.monotonicMs());
    if (this.samples.length > SAMPLES_KEPT) this.samples.shift();
  }

  /** Whether any answer has brought the server's time yet. */
  get known(): boolean {
    return this.samples.length > 0;
  }

  /** Unix ms of the server, now. Before the first sample: the monotonic clock as it is. */
  now(): number {
    return this.monotonicMs() + (this.known ? Math.max(...this.samples) : 0);
  }
}
