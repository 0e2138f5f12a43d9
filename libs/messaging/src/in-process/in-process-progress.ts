import { Progress } from '@curbline/contracts/events';
import { ProgressBus } from '../progress-bus.js';

/** Progress within one process: of several values of a trip in one turn, only the last is delivered. */
export class InProcessProgress extends ProgressBus {
  private readonly listeners = new Set<(progress: Progress) => void>();
  private readonly latest = new Map<string, Progress>();

  override publish(progress: Progress): void {
    if (this.latest.size === 0) setImmediate(() => this.deliver());
    // A copy, and only what the schema names: coordinates could not slip through.
    this.latest.set(progress.tripId, Progress.parse(progress));
  }

  override subscribe(listener: (progress: Progress) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  override async close(): Promise<void> {
    this.listeners.clear();
  }

  private deliver(): void {
    const values = [...this.latest.values()];
    this.latest.clear();
    for (const value of values) for (const listener of [...this.listeners]) listener(value);
  }
}
