/**
 * One subscription to each watched store's log and progress, shared by all boards and customers of that store in this
 * process, so that an event is read once, however many boards there are.
 *
 * A feed begins at the log's head with its first holder, and ends with its last. A listener that must not miss an event
 * catches up from the log first and then joins (see `BoardConnections`). `position` moves before the listeners are
 * called, and joining is synchronous, so no event is missed between the two.
 */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import { ProgressBus } from '@curbline/messaging';
import { StoreLogFollower, type ResyncReason, type Subscription } from '@curbline/store-log';

export interface FeedListener {
  /** Takes events in order, without gaps since the listener joined. Must not throw. */
  onEvents(events: readonly StoreEvent[]): void;
  /** Positions are invalid, so the state must be fetched again. */
  onResync(reason: ResyncReason): void;
}

export interface Feed {
  /** The position up to which events were passed to the listeners. */
  readonly position: LogPosition;
  add(listener: FeedListener): void;
  /** Removes the listener and releases one hold on the feed. */
  leave(listener?: FeedListener): void;
}

@Injectable()
export class StoreFeeds implements OnModuleDestroy {
  private readonly feeds = new Map<string, Promise<SharedFeed>>();
  private readonly progressListeners = new Set<(progress: Progress) => void>();

  constructor(
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
  ) {}

  /** Listens to the progress of all stores with an open feed. @returns a function that removes the listener. */
  onProgress(listener: (progress: Progress) => void): () => void {
    this.progressListeners.add(listener);
    return () => void this.progressListeners.delete(listener);
  }

  /** Opens the store's feed and holds it until `leave`. @throws when the database does not answer. */
  async hold(storeId: string): Promise<Feed> {
    let opening = this.feeds.get(storeId);
    if (!opening) {
      const stopProgress = this.progress.watch(storeId, (progress) => {
        for (const listener of this.progressListeners) listener(progress);
      });
      const end = (): void => {
        stopProgress();
        this.feeds.delete(storeId);
      };
      opening = SharedFeed.open(this.follower, storeId, end);
      this.feeds.set(storeId, opening);
      opening.catch(end);
    }
    const feed = await opening;
    return feed.hold() ? feed : this.hold(storeId);
  }

  async onModuleDestroy(): Promise<void> {
    const opened = await Promise.allSettled(this.feeds.values());
    for (const feed of opened) if (feed.status === 'fulfilled') await feed.value.close();
  }
}

class SharedFeed implements Feed {
  private readonly listeners = new Set<FeedListener>();
  private subscription: Subscription | undefined;
  private holds = 0;
  private closed = false;
  position: LogPosition = { epoch: '', seq: 0 };

  private constructor(private readonly onEnd: () => void) {}

  static async open(follower: StoreLogFollower, storeId: string, onEnd: () => void): Promise<SharedFeed> {
    const feed = new SharedFeed(onEnd);
    feed.subscription = await follower.follow([storeId], 'now', {
      onEvents: (_store, events) => feed.notify(events),
      onResync: (_store, reason, head) => feed.restart(reason, head),
    });
    // Events may have come before `follow` resolved.
    if (feed.position.seq === 0) feed.position = feed.subscription.position(storeId);
    return feed;
  }

  /** @returns false when the last holder has left, so that a new feed is needed. */
  hold(): boolean {
    if (this.closed) return false;
    this.holds += 1;
    return true;
  }

  add(listener: FeedListener): void {
    this.listeners.add(listener);
  }

  leave(listener?: FeedListener): void {
    if (listener) this.listeners.delete(listener);
    this.holds -= 1;
    if (this.holds > 0 || this.closed) return;
    void this.close();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.onEnd();
    await this.subscription?.close();
  }

  private notify(events: readonly StoreEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.position = { epoch: last.epoch, seq: last.seq };
    for (const listener of [...this.listeners]) listener.onEvents(events);
  }

  private restart(reason: ResyncReason, head: LogPosition): void {
    this.position = head;
    for (const listener of [...this.listeners]) listener.onResync(reason);
  }
}
