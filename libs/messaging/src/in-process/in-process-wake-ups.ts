import { WakeUps } from '../wake-ups.js';

/** Wake-ups within one process; each store is notified at most once per turn of the event loop. */
export class InProcessWakeUps extends WakeUps {
  private readonly listeners = new Set<(storeId: string) => void>();
  private readonly waiting = new Set<string>();

  override wake(storeId: string): void {
    if (this.waiting.size === 0) setImmediate(() => this.deliver());
    this.waiting.add(storeId);
  }

  override onWake(listener: (storeId: string) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  override async close(): Promise<void> {
    this.listeners.clear();
  }

  private deliver(): void {
    const storeIds = [...this.waiting];
    this.waiting.clear();
    for (const storeId of storeIds) for (const listener of [...this.listeners]) listener(storeId);
  }
}
