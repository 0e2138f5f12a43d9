/**
 * Event streams of the customers' pages: the current state of the trip, then each change.
 *
 * Every `status` has the whole state and the log's `seq` as its event id, so a page that reconnects needs no replay. All
 * other messages carry the id of the last `status`, because a browser stores the id of the last message.
 */
import {
  Inject,
  Injectable,
  Logger,
  type MessageEvent,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { type CustomerPrincipal, PagePresence, Sessions } from '@curbline/access';
import type { Progress, StoreEvent } from '@curbline/contracts/events';
import type { TripStreamMessages } from '@curbline/contracts/http';
import { Clock, Metrics, RepeatedWork } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { Observable, Subject, takeUntil, type Subscriber } from 'rxjs';
import { StoreFeeds, type Feed, type FeedListener } from '../feed/store-feeds.js';
import { StreamAddresses } from './stream-addresses.js';
import { changesTheView, progressOf, statusOf } from './trip-status.js';

/** How often a heartbeat is sent, so that the page notices a broken connection, ms. */
const HEARTBEAT_MS = 5_000;
/** How often the sessions of all streams are checked, ms. */
const REVALIDATE_MS = 4_000;
/** How often it is noted whose page is connected, ms: a third of `PAGE_CONNECTED_FOR_MS` of notification-service. */
const NOTE_PAGES_MS = 10_000;
/** The most streams of one trip (tabs and reloads); past it the oldest is closed. */
const MAX_STREAMS_PER_TRIP = 6;
/** The most unread characters of a stream, which are hours of a busy store. Past it the stream is cut. */
export const MAX_UNREAD_CHARACTERS = 64 * 1024;

@Injectable()
export class StatusStreams implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(StatusStreams.name);
  private readonly closing = new Subject<void>();
  private readonly open = new Map<string, Set<TripStream>>();
  private stopProgress: () => void = () => {};
  /** Trips whose page was connected since it was last noted, also for a moment only. */
  private readonly unnoted = new Map<string, CustomerPrincipal>();
  private revalidation: NodeJS.Timeout | undefined;
  private readonly noting = new RepeatedWork(
    () => this.notePages(),
    (error) =>
      this.logger.warn(
        { err: error },
        'Could not note whose page is connected; customers may get a message that their page shows as well.',
      ),
  );

  constructor(
    private readonly feeds: StoreFeeds,
    private readonly sessions: Sessions,
    @Inject(StoreLog) private readonly log: StoreLog,
    private readonly metrics: Metrics,
    @Inject(Clock) private readonly clock: Clock,
    private readonly addresses: StreamAddresses,
    private readonly presence: PagePresence,
  ) {}

  onModuleInit(): void {
    this.stopProgress = this.feeds.onProgress((progress) => {
      for (const stream of this.open.get(progress.tripId) ?? []) stream.emitProgress(progress);
    });
    this.revalidation = setInterval(() => void this.revalidate(), REVALIDATE_MS).unref();
    this.noting.begin(NOTE_PAGES_MS);
    this.metrics.gauge({
      name: 'curbline_status_streams',
      help: 'Customers’ pages with an open stream to this process',
      collect: () => [...this.open.values()].reduce((sum, streams) => sum + streams.size, 0),
    });
  }

  /**
   * Opens a stream for a page of this trip; it ends when the page closes it, the link ends or the program stops.
   * @param address as `addressKey` writes it
   * @throws ProblemException 429 `too-many-requests` when too many are open from there
   */
  of(trip: CustomerPrincipal, address: string): Observable<MessageEvent> {
    this.addresses.requireFree(address);
    return new Observable<MessageEvent>((subscriber) => {
      const stream = new TripStream(trip, subscriber);
      this.addresses.add(address);
      this.admit(stream);
      const beat = (): void => stream.emit('heartbeat', { serverTime: this.clock.now() });
      const heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
      void this.begin(stream);
      return () => {
        clearInterval(heartbeat);
        this.addresses.remove(address);
        this.dismiss(stream);
      };
    }).pipe(takeUntil(this.closing));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopProgress();
    clearInterval(this.revalidation);
    this.closing.next();
    this.closing.complete();
    await this.noting.end();
  }

  private async notePages(): Promise<void> {
    for (const streams of this.open.values())
      for (const { trip } of streams) this.unnoted.set(trip.tripId, trip);
    const trips = [...this.unnoted.values()];
    this.unnoted.clear();
    await this.presence.note(trips);
  }

  private async begin(stream: TripStream): Promise<void> {
    const { storeId, tripId } = stream.trip;
    try {
      const feed = await this.feeds.hold(storeId);
      if (!stream.attach(feed)) return;
      const latest = await this.log.latestOfTrip(storeId, tripId);
      if (latest) stream.emitStatus(latest);
    } catch (error) {
      this.logger.warn(
        { err: error },
        'The event stream of a customer’s page could not be started. It was closed and the page will reconnect.',
      );
      stream.subscriber.complete();
    }
  }

  /** Ends the streams whose session is no longer valid. One query serves all streams. */
  private async revalidate(): Promise<void> {
    const streams = [...this.open.values()].flatMap((ofTrip) => [...ofTrip]);
    try {
      const valid = await this.sessions.thoseStillValid(streams.map(({ trip }) => trip));
      for (const stream of streams) {
        if (valid.has(stream.trip)) continue;
        stream.emit('ended', { reason: 'revoked' });
        stream.subscriber.complete();
      }
    } catch (error) {
      this.logger.warn(
        { err: error },
        'The sessions of the open customers’ pages could not be checked. It is tried again in a few seconds.',
      );
    }
  }

  private admit(stream: TripStream): void {
    const { tripId } = stream.trip;
    const streams = this.open.get(tripId) ?? new Set();
    this.open.set(tripId, streams.add(stream));
    this.unnoted.set(tripId, stream.trip);
    const oldest = streams.size > MAX_STREAMS_PER_TRIP ? streams.values().next().value : undefined;
    oldest?.subscriber.complete();
  }

  private dismiss(stream: TripStream): void {
    stream.detach();
    const streams = this.open.get(stream.trip.tripId);
    streams?.delete(stream);
    if (streams?.size === 0) this.open.delete(stream.trip.tripId);
  }
}

/** An open stream, which listens to the store's feed from `attach` to `detach`. */
class TripStream implements FeedListener {
  private feed: Feed | undefined;
  private detached = false;
  /** The `seq` of the last emitted status; older ones that arrive later are ignored. */
  private seq = 0;

  constructor(
    readonly trip: CustomerPrincipal,
    readonly subscriber: Subscriber<MessageEvent>,
  ) {}

  /** @returns false when the page closed the stream while the feed was opening. */
  attach(feed: Feed): boolean {
    if (this.detached) {
      feed.leave();
      return false;
    }
    this.feed = feed;
    feed.add(this);
    return true;
  }

  detach(): void {
    this.detached = true;
    this.feed?.leave(this);
    this.feed = undefined;
  }

  onEvents(events: readonly StoreEvent[]): void {
    const own = events.filter((event) => event.tripId === this.trip.tripId);
    const last = own.at(-1);
    if (last) this.emitStatus(last);
    if (events.some((event) => event.tripId !== this.trip.tripId && changesTheView(event)))
      this.emit('line', {});
  }

  /** The log was rebuilt: the stream ends, and the page reconnects and gets the current state. */
  onResync(): void {
    this.subscriber.complete();
  }

  emitStatus(event: StoreEvent): void {
    const { card } = event.payload;
    if (!card || event.seq < this.seq) return;
    this.seq = event.seq;
    this.emit('status', statusOf(card, this.trip.role));
  }

  emitProgress(progress: Progress): void {
    this.emit('progress', progressOf(progress));
  }

  emit<Name extends keyof TripStreamMessages>(type: Name, data: TripStreamMessages[Name]): void {
    this.subscriber.next({ type, data, id: String(this.seq) });
  }
}
