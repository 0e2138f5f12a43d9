/**
 * What one consumer has taken from the stream and not finished: a queue per trip. Entries of one
 * trip are handled one after the other, of different trips side by side. A handler that fails is
 * called again with the same entry, with longer and longer pauses, for ever: it is a fact. Only its
 * own trip waits for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { TripEvent } from '@curbline/contracts/events';

export interface QueuedEvent {
  /** The entry's id in the stream. */
  id: string;
  event: TripEvent;
}

const LONGEST_RETRY_MS = 10_000;

export class TripQueues {
  private readonly queues = new Map<string, QueuedEvent[]>();
  private readonly workers = new Map<string, Promise<void>>();
  private readonly known = new Set<string>();
  private readonly stop = new AbortController();

  /**
   * @param handle applies one event; a rejection means "again later".
   * @param done acknowledges it; a rejection means that it may come again.
   */
  constructor(
    private readonly handle: (event: TripEvent) => Promise<void>,
    private readonly done: (id: string) => Promise<void>,
    private readonly retryMs: number,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Entries taken and not finished. */
  get size(): number {
    return this.known.size;
  }

  /** Takes an entry; one that is here already (given again after a lost reply) is not taken twice. */
  add(entry: QueuedEvent): void {
    if (this.stop.signal.aborted || this.known.has(entry.id)) return;
    this.known.add(entry.id);
    const { tripId } = entry.event;
    const queue = this.queues.get(tripId) ?? [];
    queue.push(entry);
    this.queues.set(tripId, queue);
    if (!this.workers.has(tripId)) this.workers.set(tripId, this.work(tripId, queue));
  }

  /** Waits for handlers that run; what is queued stays unacknowledged and comes again elsewhere. */
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
        this.known.delete(entry.id);
      } else {
        const pauseMs = Math.min(this.retryMs * 2 ** Math.min(attempt, 10), LONGEST_RETRY_MS);
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
    // Applied. Not acknowledged means that it comes again, and the handler knows it by its id.
    await this.done(id).catch((error: Error) => this.onError(error));
    return true;
  }
}
