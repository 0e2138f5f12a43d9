/**
 * The life of one board's connection:
 *
 *   catching up ──log read to its end──► live ──revoked, shut down, log restarted──► ended
 *        └──position is of no use──► ended (with `resync`)
 *
 * While catching up a board gets the events after its position, in order, or, where those are too many, a word that
 * it needs a snapshot. It goes live in the same tick in
 * which it has all that the store's feed has given to others, so nothing is missed and nothing comes twice.
 * A line that closes on its own ends it too, at any point.
 */
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { BoardCommands, BoardEvents, Ended, Live, Resync } from '@curbline/contracts/socket';
import { Clock } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import type { DefaultEventsMap, Socket } from 'socket.io';
import { StoreFeeds, type Feed, type FeedListener } from '../feed/store-feeds.js';
import type { BoardEntry } from './handshake.js';
import { MissedEvents } from './missed-events.js';

export type BoardSocket = Socket<BoardCommands, BoardEvents, DefaultEventsMap, BoardEntry>;

/** Events in one packet; a night's worth comes in several. */
const PAGE = 200;
/** Packets that wait for a board which does not read them: it is sent away and comes back later. */
const MOST_WAITING_PACKETS = 1_000;

@Injectable()
export class BoardConnections {
  private readonly logger = new Logger(BoardConnections.name);
  private readonly live = new Set<BoardSocket>();

  constructor(
    private readonly feeds: StoreFeeds,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(Clock) private readonly clock: Clock,
    private readonly missed: MissedEvents,
  ) {}

  /** The boards that show a live picture now. */
  get all(): ReadonlySet<BoardSocket> {
    return this.live;
  }

  /** From the handshake to live. Never rejects: a board that cannot be served is disconnected and retries. */
  async begin(socket: BoardSocket): Promise<void> {
    const { storeId, position } = socket.data.hello;
    try {
      const feed = await this.feeds.hold(storeId);
      const listener = this.listenerOf(socket);
      socket.once('disconnect', () => {
        this.live.delete(socket);
        feed.leave(listener);
      });
      // The line may have gone while the feed was opening: then `disconnect` has been and will not come.
      if (!socket.connected) return feed.leave(listener);
      await this.catchUp(socket, feed, position, listener);
    } catch (error) {
      this.logger.warn({ err: error, storeId }, 'a board could not be brought up to date');
      socket.disconnect(true);
    }
  }

  /** Ends a connection for good, and says why. */
  end(socket: BoardSocket, reason: Ended['reason']): void {
    socket.emit('ended', { reason });
    socket.disconnect(true);
  }

  liveMessage(head: LogPosition): Live {
    return { head, serverTime: this.clock.now() };
  }

  private async catchUp(
    socket: BoardSocket,
    feed: Feed,
    from: LogPosition,
    listener: FeedListener & { from(position: LogPosition): void },
  ): Promise<void> {
    const { hello, principal } = socket.data;
    if (!(await this.missed.mayHave(principal.deviceId, feed.position.seq - from.seq)))
      return startAnew(socket, 'behind');
    for (let at = from; socket.connected;) {
      const read = await this.log.readAfter(hello.storeId, at, PAGE);
      if (read.kind === 'resync') return startAnew(socket, read.reason);
      if (read.events.length > 0) socket.emit('events', read.events);
      at = read.next;
      if (read.more || feed.position.seq > at.seq || !socket.connected) continue;
      listener.from(at);
      feed.add(listener);
      this.live.add(socket);
      void socket.join(roomOf(hello.storeId));
      socket.emit('live', this.liveMessage(at));
      return;
    }
  }

  private listenerOf(socket: BoardSocket): FeedListener & { from(position: LogPosition): void } {
    let seen = 0;
    return {
      from: (position) => (seen = position.seq),
      onEvents: (events) => {
        const news = events.filter((event: StoreEvent) => event.seq > seen);
        seen = Math.max(seen, events.at(-1)?.seq ?? 0);
        if (news.length === 0) return;
        if (waitingPackets(socket) > MOST_WAITING_PACKETS) socket.disconnect(true);
        else socket.emit('events', news);
      },
      onResync: (reason) => startAnew(socket, reason),
    };
  }
}

/** The page takes a snapshot and comes back from there. */
function startAnew(socket: BoardSocket, reason: Resync['reason']): void {
  socket.emit('resync', { reason });
  socket.disconnect(true);
}

export const roomOf = (storeId: string): string => `store:${storeId}`;

function waitingPackets(socket: BoardSocket): number {
  // Not in the published types, but engine.io's own documented way to see what a client has not read.
  const waiting: unknown = Reflect.get(socket.conn, 'writeBuffer');
  return Array.isArray(waiting) ? waiting.length : 0;
}
