/**
 * Follows the logs of stores and hands on every event, in order, once.
 *
 * State: a subscription keeps one position per store; it moves only after the handler has taken the
 * events. What moves it: a wake-up reads the named store at once; a poll of all heads, at most
 * `pollMs` apart, finds what no wake-up told of. Per subscription and store one reading (a "drain")
 * runs at a time, page by page up to the head; a wake-up during it makes it look once more. Subscriptions that
 * look from the same place in the same moment, as those do that one wake-up reaches, share one reading.
 *
 * A database that does not answer never ends the follower: it pauses longer and longer (up to 5 s)
 * and goes on from where it was.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { WakeUps } from '@curbline/messaging';
import { heads, LOG_START, readAfter, type LogRead, type Queryable, type ResyncReason } from './read.js';

export interface FollowHandlers {
  /**
   * Events of one store, in order; the next call waits for this one. A rejection gets them again. Other
   * subscriptions are given the same objects: they are not to be changed.
   */
  onEvents(storeId: string, events: readonly StoreEvent[]): void | Promise<void>;
  /**
   * The follower's position is void: take a new snapshot. It goes on from `head`, so events that the
   * snapshot already has may come again (each carries its whole card, so that is harmless).
   */
  onResync(storeId: string, reason: ResyncReason, head: LogPosition): void | Promise<void>;
}

/** Where to begin: at each store's present head, or at these positions (the start, where missing). */
export type FollowFrom = 'now' | ReadonlyMap<string, LogPosition>;

export interface Subscription {
  /** The place up to which the handlers have taken the store's events. */
  position(storeId: string): LogPosition;
  /** Waits for handlers that run; none is called afterwards. */
  close(): Promise<void>;
}

export interface FollowerOptions {
  /** Longest time between two looks at the heads, milliseconds. Default 250. */
  pollMs?: number;
  /** Events read at once. Default 500. */
  pageSize?: number;
  /** Told of a database or handler that failed; the follower goes on by itself. */
  onError?: (error: unknown) => void;
}

const LONGEST_PAUSE_MS = 5_000;

interface Follow {
  readonly storeIds: readonly string[] | 'all';
  readonly handlers: FollowHandlers;
  readonly positions: Map<string, LogPosition>;
  readonly drains: Map<string, { again: boolean; done: Promise<void> }>;
  closed: boolean;
}

export class StoreLogFollower {
  private readonly follows = new Set<Follow>();
  /** By the store they name: a process may follow thousands of stores, each by itself. */
  private readonly byStore = new Map<string, Set<Follow>>();
  private readonly ofAll = new Set<Follow>();
  /** Readings begun in this very moment, by store and place. */
  private readonly begun = new Map<string, Promise<LogRead>>();
  private readonly stopListening: () => void;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;
  private failures = 0;
  private behind = 0;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private closed = false;

  constructor(
    private readonly database: Queryable,
    wakeUps: WakeUps,
    private readonly options: FollowerOptions = {},
  ) {
    this.stopListening = wakeUps.onWake((storeId) => this.wake(storeId));
  }

  /** Events known to be in the log and not yet taken by handlers, at the last poll. */
  get lagEvents(): number {
    return this.behind;
  }

  /** How long ago the heads of the logs were last seen, milliseconds: what came since may be unknown. */
  get unseenForMs(): number {
    return performance.now() - this.lookedAt;
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
    this.enlist(follow);
    this.arm(0);
    return {
      position: (storeId) => follow.positions.get(storeId) ?? LOG_START,
      close: async () => {
        follow.closed = true;
        this.strike(follow);
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

  private enlist(follow: Follow): void {
    this.follows.add(follow);
    if (follow.storeIds === 'all') this.ofAll.add(follow);
    else {
      for (const storeId of follow.storeIds) {
        this.byStore.set(storeId, (this.byStore.get(storeId) ?? new Set()).add(follow));
      }
    }
  }

  private strike(follow: Follow): void {
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
    return this.failures === 0 ? pollMs : Math.min(pollMs * 2 ** this.failures, LONGEST_PAUSE_MS);
  }

  /** One query for all subscriptions; then only the stores that are behind are read. */
  private async poll(): Promise<void> {
    const wanted = this.ofAll.size > 0 ? 'all' : [...this.byStore.keys()];
    try {
      const askedAt = performance.now();
      const found = await heads(this.database, wanted);
      this.lookedAt = askedAt;
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
          // The next poll finds the store behind and tries again.
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

  /** Only what begins in one moment is shared: a reading begun earlier may not see what woke the second to ask. */
  private readFrom(storeId: string, position: LogPosition): Promise<LogRead> {
    const place = `${storeId} ${position.epoch} ${position.seq}`;
    const shared = this.begun.get(place);
    if (shared) return shared;
    const reading = readAfter(this.database, storeId, position, this.options.pageSize ?? 500);
    this.begun.set(place, reading);
    queueMicrotask(() => this.begun.delete(place));
    return reading;
  }
}
