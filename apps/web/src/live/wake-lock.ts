/**
 * Keeps the screen on while the page wants it and is visible: a dark phone gives no position, and a dark board calls
 * nobody. The browser takes the lock away whenever the page is hidden, so it is asked for again at each return. Where
 * there is none, or it is refused (low battery), the page works without it.
 */
export class ScreenLock {
  private wanted = false;
  private lock: WakeLockSentinel | undefined;

  constructor() {
    document.addEventListener('visibilitychange', () => void this.settle());
  }

  want(wanted: boolean): void {
    this.wanted = wanted;
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
