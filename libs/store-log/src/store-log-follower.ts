/**
 * Follows the logs of stores and passes every event to its handlers, in order and once.
 *
 * State: a subscription has one position per store, which moves only after the handler has taken the events. A wake-up
 * reads its store at once; a poll of all heads every `pollMs` finds events without a wake-up. For each subscription and
 * store one read (a "drain") runs at a time, page by page up to the head; a wake-up during it makes it read once more.
 * Subscriptions that read from the same position in the same tick, as after one wake-up, share one query.
 *
 * When the database does not answer, the follower pauses increasingly (up to 5 s) and continues from its positions.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { WakeUps } from '@curbline/messaging';
import { heads, LOG_START, readAfter, type LogRead, type Queryable, type ResyncReason } from './read.js';

export interface FollowHandlers {
  /**
   * Takes events of one store, in order; the next call waits for this one. After a rejection the same events come again.
   * Other subscriptions get the same objects, so they must not be changed.
   */
  onEvents(storeId: string, events: readonly StoreEvent[]): void | Promise<void>;
  /**
   * The position is invalid, so a new snapshot is needed. The follower continues from `head`, so events that the snapshot
   * has may come again (each carries its whole card, so that is harmless).
   */
  onResync(storeId: string, reason: ResyncReason, head: LogPosition): void | Promise<void>;
}

/** Where to begin: at each store's current head, or at these positions (the start of the log for other stores). */
export type FollowFrom = 'now' | ReadonlyMap<string, LogPosition>;

export interface Subscription {
  /** The position up to which the handler has taken the store's events. */
  position(storeId: string): LogPosition;
  /** Waits for running handlers; none is called afterwards. */
  close(): Promise<void>;
}

export interface FollowerOptions {
  /** The longest time between two polls of the heads, milliseconds. Default 250. */
  pollMs?: number;
  /** Events read at once. Default 500. */
  pageSize?: number;
  /** Called when the database or a handler failed; the follower continues by itself. */
  onError?: (error: unknown) => void;
}

const MAX_PAUSE_MS = 5_000;

interface Follow {
  readonly storeIds: readonly string[] | 'all';
  readonly handlers: FollowHandlers;
  readonly positions: Map<string, LogPosition>;
  readonly drains: Map<string, { again: boolean; done: Promise<void> }>;
  closed: boolean;
}

export class StoreLogFollower {
  private readonly follows = new Set<Follow>();
  /** By store, because a process may follow thousands of stores separately. */
  private readonly byStore = new Map<string, Set<Follow>>();
  private readonly ofAll = new Set<Follow>();
  /** Queries that began in this tick, by store and position. */
  private readonly sharedReads = new Map<string, Promise<LogRead>>();
  private readonly stopListening: () => void;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private failures = 0;
  private behind = 0;
  private polledAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(
    private readonly database: Queryable,
    wakeUps: WakeUps,
    private readonly options: FollowerOptions = {},
  ) {
    this.stopListening = wakeUps.onWake((storeId) => this.wake(storeId));
  }

  /** The number of events in the logs that the handlers had not taken at the last poll. */
  get lagEvents(): number {
    return this.behind;
  }

  /** How long ago the heads of the logs were last read, milliseconds; later events may be unknown. */
  get unseenForMs(): number {
    return performance.now() - this.polledAt;
  }

  /** @throws when `from` is `'now'` and the database does not answer. */
  async follow(
    storeIds: readonly string[] | 'all',
    from: FollowFrom,
    handlers: FollowHandlers,
  ): Promise<Subscription> {
    const positions =
      from === 'now'
        ? new Map((await heads(this.database, storeIds)).map((found) => [found.storeId, found.head]))
        : new Map(from);
    const follow: Follow = { storeIds, handlers, positions, drains: new Map(), closed: this.closed };
    this.register(follow);
    this.arm(0);
    return {
      position: (storeId) => follow.positions.get(storeId) ?? LOG_START,
      close: async () => {
        follow.closed = true;
        this.unregister(follow);
        await Promise.all([...follow.drains.values()].map(({ done }) => done));
      },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopListening();
    clearTimeout(this.timer);
    const running = [...this.follows].flatMap((follow) => {
      follow.closed = true;
      return [...follow.drains.values()].map(({ done }) => done);
    });
    this.follows.clear();
    this.byStore.clear();
    this.ofAll.clear();
    await Promise.all([this.polling, ...running]);
  }

  private register(follow: Follow): void {
    this.follows.add(follow);
    if (follow.storeIds === 'all') this.ofAll.add(follow);
    else {
      for (const storeId of follow.storeIds) {
        this.byStore.set(storeId, (this.byStore.get(storeId) ?? new Set()).add(follow));
      }
    }
  }

  private unregister(follow: Follow): void {
    this.follows.delete(follow);
    this.ofAll.delete(follow);
    for (const storeId of follow.storeIds === 'all' ? [] : follow.storeIds) {
      const others = this.byStore.get(storeId);
      others?.delete(follow);
      if (others?.size === 0) this.byStore.delete(storeId);
    }
  }

  private followersOf(storeId: string): readonly Follow[] {
    return [...(this.byStore.get(storeId) ?? []), ...this.ofAll];
  }

  private wake(storeId: string): void {
    for (const follow of this.followersOf(storeId)) this.drain(follow, storeId);
  }

  private arm(inMs: number): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.polling ??= this.poll().finally(() => {
        this.polling = undefined;
        if (this.follows.size > 0) this.arm(this.pauseMs());
      });
    }, inMs);
  }

  private pauseMs(): number {
    const pollMs = this.options.pollMs ?? 250;
    return this.failures === 0 ? pollMs : Math.min(pollMs * 2 ** this.failures, MAX_PAUSE_MS);
  }

  /** Reads all heads with one query, then the events of the stores that are behind. */
  private async poll(): Promise<void> {
    const wanted = this.ofAll.size > 0 ? 'all' : [...this.byStore.keys()];
    try {
      const askedAt = performance.now();
      const found = await heads(this.database, wanted);
      this.polledAt = askedAt;
      this.failures = 0;
      this.behind = 0;
      for (const { storeId, head } of found) {
        for (const follow of this.followersOf(storeId)) this.compare(follow, storeId, head);
      }
    } catch (error) {
      this.failures = Math.min(this.failures + 1, 16);
      this.options.onError?.(error);
    }
  }

  private compare(follow: Follow, storeId: string, head: LogPosition): void {
    const { epoch, seq } = follow.positions.get(storeId) ?? LOG_START;
    if (epoch === head.epoch && seq === head.seq) return;
    this.behind += Math.max(0, head.seq - seq);
    this.drain(follow, storeId);
  }

  private drain(follow: Follow, storeId: string): void {
    const running = follow.drains.get(storeId);
    if (running) {
      running.again = true;
      return;
    }
    const drain = { again: false, done: Promise.resolve() };
    follow.drains.set(storeId, drain);
    drain.done = this.readToHead(follow, storeId)
      .then(
        () => drain.again,
        (error: unknown) => {
          // The next poll tries again.
          this.options.onError?.(error);
          return false;
        },
      )
      .then((again) => {
        follow.drains.delete(storeId);
        if (again && !follow.closed) this.drain(follow, storeId);
      });
  }

  private async readToHead(follow: Follow, storeId: string): Promise<void> {
    for (let more = true; more && !follow.closed;) {
      const position = follow.positions.get(storeId) ?? LOG_START;
      const read = await this.readFrom(storeId, position);
      if (follow.closed) return;
      if (read.kind === 'resync') {
        await follow.handlers.onResync(storeId, read.reason, read.head);
        follow.positions.set(storeId, read.head);
        continue;
      }
      if (read.events.length > 0) await follow.handlers.onEvents(storeId, read.events);
      follow.positions.set(storeId, read.next);
      more = read.more;
    }
  }

  /** Only queries of one tick are shared: an earlier query may not see the event of a later wake-up. */
  private readFrom(storeId: string, position: LogPosition): Promise<LogRead> {
    const key = `${storeId} ${position.epoch} ${position.seq}`;
    const shared = this.sharedReads.get(key);
    if (shared) return shared;
    const reading = readAfter(this.database, storeId, position, this.options.pageSize ?? 500);
    this.sharedReads.set(key, reading);
    queueMicrotask(() => this.sharedReads.delete(key));
    return reading;
  }
}
