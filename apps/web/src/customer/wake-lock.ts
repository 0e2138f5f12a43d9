/**
 * Keeps the screen on between the start of the trip and the hand-over: a dark screen gives no position.
 * The browser takes the lock away whenever the page is hidden, so it is asked for again when seen; where
 * there is none, or it is refused (low battery), the page works without and says nothing.
 */
export class ScreenLock {
  private wanted = false;
  private lock: WakeLockSentinel | undefined;

  want(wanted: boolean): void {
    this.wanted = wanted;
    void this.settle();
  }

  /** The page is seen again. */
  shown(): void {
    void this.settle();
  }

  private async settle(): Promise<void> {
    try {
      if (!this.wanted) {
        const { lock } = this;
        this.lock = undefined;
        await lock?.release();
        return;
      }
      if (!('wakeLock' in navigator) || document.hidden || (this.lock && !this.lock.released)) return;
      const lock = await navigator.wakeLock.request('screen');
      this.lock = lock;
      // The wish may have ended while the browser was thinking.
      if (!this.wanted) await lock.release();
    } catch {
      this.lock = undefined;
    }
  }
}
