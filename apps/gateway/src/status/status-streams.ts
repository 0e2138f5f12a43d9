/**
 * What a customer's page hears: the state of its own trip, first as it is and then as it changes.
 *
 * Every `status` is the whole state under the log's `seq` as its event id, so a page that comes back needs no
 * replay: the first message tells it all. All other messages carry the id of the last `status`, because a
 * browser remembers the id of whatever came last.
 */
import {
  Inject,
  Injectable,
  Logger,
  type MessageEvent,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Sessions, type CustomerPrincipal } from '@curbline/access';
import type { Progress, StoreEvent } from '@curbline/contracts/events';
import { Clock, Metrics } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { Observable, Subject, takeUntil, type Subscriber } from 'rxjs';
import { StoreFeeds, type Feed, type FeedListener } from '../feed/store-feeds.js';
import { StreamAddresses } from './stream-addresses.js';
import { changesTheView, progressOf, statusOf } from './trip-status.js';

/** A sign of life, so that the page can tell a quiet line from a dead one. */
const HEARTBEAT_MS = 5_000;
/** How soon a stream ends after its link was revoked. */
const REVALIDATE_MS = 4_000;
/** Tabs and reloads of one trip; the oldest makes room. */
const STREAMS_A_TRIP = 6;
/** What a stream's page was told and has not read, characters: hours of a busy store. Past it the page is cut off. */
export const MOST_WAITING_CHARACTERS = 64 * 1024;

@Injectable()
export class StatusStreams implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(StatusStreams.name);
  private readonly closing = new Subject<void>();
  private readonly open = new Map<string, Set<TripStream>>();
  private stopProgress: () => void = () => {};
  private revalidation: NodeJS.Timeout | undefined;

  constructor(
    private readonly feeds: StoreFeeds,
    private readonly sessions: Sessions,
    @Inject(StoreLog) private readonly log: StoreLog,
    private readonly metrics: Metrics,
    @Inject(Clock) private readonly clock: Clock,
    private readonly addresses: StreamAddresses,
  ) {}

  onModuleInit(): void {
    this.stopProgress = this.feeds.onProgress((progress) => {
      for (const stream of this.open.get(progress.tripId) ?? []) stream.tellProgress(progress);
    });
    this.revalidation = setInterval(() => void this.revalidate(), REVALIDATE_MS).unref();
    this.metrics.gauge({
      name: 'curbline_status_streams',
      help: 'Customers’ pages with an open stream to this process',
      collect: () => [...this.open.values()].reduce((sum, streams) => sum + streams.size, 0),
    });
  }

  /**
   * A stream for the page of this trip; it ends when the page leaves, the link ends or the program stops.
   * @param address as `addressKey` writes it
   * @throws ProblemException 429 `too-many-requests` when too many are open from there
   */
  of(trip: CustomerPrincipal, address: string): Observable<MessageEvent> {
    this.addresses.requireRoom(address);
    return new Observable<MessageEvent>((subscriber) => {
      const stream = new TripStream(trip, subscriber);
      this.addresses.enter(address);
      this.admit(stream);
      const beat = (): void => stream.tell('heartbeat', { serverTime: this.clock.now() });
      const heartbeat = setInterval(beat, HEARTBEAT_MS).unref();
      void this.begin(stream);
      return () => {
        clearInterval(heartbeat);
        this.addresses.leave(address);
        this.dismiss(stream);
      };
    }).pipe(takeUntil(this.closing));
  }

  onModuleDestroy(): void {
    this.stopProgress();
    clearInterval(this.revalidation);
    this.closing.next();
    this.closing.complete();
  }

  private async begin(stream: TripStream): Promise<void> {
    const { storeId, tripId } = stream.trip;
    try {
      const feed = await this.feeds.hold(storeId);
      if (!stream.attach(feed)) return;
      const latest = await this.log.latestOfTrip(storeId, tripId);
      if (latest) stream.tellStatus(latest);
    } catch (error) {
      this.logger.warn({ err: error }, 'a status stream could not begin; the page comes back');
      stream.subscriber.complete();
    }
  }

  /** All streams in one question: thousands are open at a day's peak. */
  private async revalidate(): Promise<void> {
    const streams = [...this.open.values()].flatMap((ofTrip) => [...ofTrip]);
    try {
      const valid = await this.sessions.thoseStillValid(streams.map(({ trip }) => trip));
      for (const stream of streams) {
        if (valid.has(stream.trip)) continue;
        stream.tell('ended', { reason: 'revoked' });
        stream.subscriber.complete();
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'the status streams could not be checked; they are asked again');
    }
  }

  private admit(stream: TripStream): void {
    const { tripId } = stream.trip;
    const streams = this.open.get(tripId) ?? new Set();
    this.open.set(tripId, streams.add(stream));
    const oldest = streams.size > STREAMS_A_TRIP ? streams.values().next().value : undefined;
    oldest?.subscriber.complete();
  }

  private dismiss(stream: TripStream): void {
    stream.detach();
    const streams = this.open.get(stream.trip.tripId);
    streams?.delete(stream);
    if (streams?.size === 0) this.open.delete(stream.trip.tripId);
  }
}

/** One open stream: listens to the store's feed from `attach` to `detach`. */
class TripStream implements FeedListener {
  private feed: Feed | undefined;
  private detached = false;
  /** The newest status told; older ones that arrive late are passed over. */
  private seq = 0;

  constructor(
    readonly trip: CustomerPrincipal,
    readonly subscriber: Subscriber<MessageEvent>,
  ) {}

  /** @returns false when the page left while the feed was opening. */
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
    if (last) this.tellStatus(last);
    if (events.some((event) => event.tripId !== this.trip.tripId && changesTheView(event)))
      this.tell('line', {});
  }

  /** The log was rebuilt: the page comes back and gets the state as it is. */
  onResync(): void {
    this.subscriber.complete();
  }

  tellStatus(event: StoreEvent): void {
    const { card } = event.payload;
    if (!card || event.seq < this.seq) return;
    this.seq = event.seq;
    this.tell('status', statusOf(card));
  }

  tellProgress(progress: Progress): void {
    this.tell('progress', progressOf(progress));
  }

  tell(type: string, data: object): void {
    this.subscriber.next({ type, data, id: String(this.seq) });
  }
}
