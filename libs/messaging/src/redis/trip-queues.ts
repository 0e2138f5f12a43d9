/**
 * The entries that one consumer has read and not finished, in one queue per trip. Entries of one trip are handled one
 * after the other, those of different trips concurrently. When a handler fails it is called again with the same entry
 * after increasing pauses, without limit, because the entry is a fact. Only its own trip waits for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TripEvent } from '@curbline/contracts/events';

export interface QueuedEvent {
  /** The entry's id in the stream. */
  id: string;
  event: TripEvent;
}

const MAX_RETRY_MS = 10_000;

export class TripQueues {
  private readonly queues = new Map<string, QueuedEvent[]>();
  private readonly workers = new Map<string, Promise<void>>();
  private readonly queuedIds = new Set<string>();
  private readonly stop = new AbortController();

  /**
   * @param handle applies one event; after a rejection it is called again.
   * @param done acknowledges it; after a rejection the event may be delivered again.
   */
  constructor(
    private readonly handle: (event: TripEvent) => Promise<void>,
    private readonly done: (id: string) => Promise<void>,
    private readonly retryMs: number,
    private readonly onError: (error: Error) => void,
  ) {}

  /** The number of unfinished entries. */
  get size(): number {
    return this.queuedIds.size;
  }

  /** Adds an entry, unless it is queued already (delivered again after a lost reply). */
  add(entry: QueuedEvent): void {
    if (this.stop.signal.aborted || this.queuedIds.has(entry.id)) return;
    this.queuedIds.add(entry.id);
    const { tripId } = entry.event;
    const queue = this.queues.get(tripId) ?? [];
    queue.push(entry);
    this.queues.set(tripId, queue);
    if (!this.workers.has(tripId)) this.workers.set(tripId, this.work(tripId, queue));
  }

  /** Waits for running handlers; queued entries stay unacknowledged and are delivered to another consumer. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.workers.values());
  }

  private async work(tripId: string, queue: QueuedEvent[]): Promise<void> {
    for (let attempt = 0; queue.length > 0 && !this.stop.signal.aborted;) {
      const [entry] = queue as [QueuedEvent];
      if (await this.succeeds(entry)) {
        attempt = 0;
        queue.shift();
        this.queuedIds.delete(entry.id);
      } else {
        const pauseMs = Math.min(this.retryMs * 2 ** Math.min(attempt, 10), MAX_RETRY_MS);
        attempt += 1;
        await sleep(pauseMs, undefined, { signal: this.stop.signal }).catch(() => {});
      }
    }
    this.workers.delete(tripId);
    this.queues.delete(tripId);
  }

  private async succeeds({ id, event }: QueuedEvent): Promise<boolean> {
    try {
      await this.handle(event);
    } catch (error) {
      this.onError(error as Error);
      return false;
    }
    // The event is applied. Without an acknowledgement it is delivered again, and the handler recognizes its id.
    await this.done(id).catch((error: Error) => this.onError(error));
    return true;
  }
}
