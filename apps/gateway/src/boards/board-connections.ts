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
import type { LogPosition } from '@curbline/contracts/events';
import { type BoardAudience, eventFor } from '@curbline/contracts/sight';
import type { Ended, Live } from '@curbline/contracts/socket';
import { Clock } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { StoreFeeds, type Feed } from '../feed/store-feeds.js';
import { BoardLines } from './board-lines.js';
import { MissedEvents } from './missed-events.js';
import { startAnew, StoreLines, type BoardSocket } from './store-lines.js';

/** Events in one packet; a night's worth comes in several. */
const PAGE = 200;

@Injectable()
export class BoardConnections {
  private readonly logger = new Logger(BoardConnections.name);
  private readonly live = new Set<BoardSocket>();
  /** As long as a feed lives, with or without boards. */
  private readonly lines = new WeakMap<Feed, StoreLines>();

  constructor(
    private readonly feeds: StoreFeeds,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(Clock) private readonly clock: Clock,
    private readonly missed: MissedEvents,
    private readonly openLines: BoardLines,
  ) {}

  /** The boards that show a live picture now. */
  get all(): ReadonlySet<BoardSocket> {
    return this.live;
  }

  /** From the handshake to live. Never rejects: a board that cannot be served is disconnected and retries. */
  async begin(socket: BoardSocket): Promise<void> {
    const { storeId, position } = socket.data.hello;
    this.openLines.of(socket.conn)?.admit();
    try {
      const feed = await this.feeds.hold(storeId);
      socket.once('disconnect', () => {
        this.live.delete(socket);
        this.lines.get(feed)?.leave(socket);
        feed.leave();
      });
      // The line may have gone while the feed was opening: then `disconnect` has been and will not come.
      if (!socket.connected) return feed.leave();
      await this.catchUp(socket, feed, position);
    } catch (error) {
      this.logger.warn({ err: error, storeId }, 'a board could not be brought up to date');
      socket.disconnect(true);
    }
  }

  /** A hello that was not accepted ends its line. */
  refuse(socket: Pick<BoardSocket, 'conn'>): void {
    this.openLines.of(socket.conn)?.refuse();
  }

  /** Ends a connection for good, and says why. */
  end(socket: BoardSocket, reason: Ended['reason']): void {
    socket.emit('ended', { reason });
    socket.disconnect(true);
  }

  liveMessage(head: LogPosition): Live {
    return { head, serverTime: this.clock.now() };
  }

  private async catchUp(socket: BoardSocket, feed: Feed, from: LogPosition): Promise<void> {
    const { hello, principal } = socket.data;
    if (!(await this.missed.mayHave(principal.deviceId, feed.position.seq - from.seq)))
      return startAnew(socket, 'behind');
    for (let at = from; socket.connected;) {
      const read = await this.log.readAfter(hello.storeId, at, PAGE);
      if (read.kind === 'resync') return startAnew(socket, read.reason);
      if (read.events.length > 0)
        socket.emit(
          'events',
          read.events.map((event) => eventFor(principal.kind, event)),
        );
      // A night's worth is read as fast as the board reads it, and waits in the database meanwhile.
      await this.openLines.of(socket.conn)?.drained();
      at = read.next;
      if (read.more || feed.position.seq > at.seq || !socket.connected) continue;
      this.linesOf(feed).join(socket, at);
      this.live.add(socket);
      void socket.join([roomOf(hello.storeId), roomOf(hello.storeId, principal.kind)]);
      socket.emit('live', this.liveMessage(at));
      return;
    }
  }

  private linesOf(feed: Feed): StoreLines {
    let lines = this.lines.get(feed);
    if (!lines) {
      this.lines.set(feed, (lines = new StoreLines()));
      feed.add(lines);
    }
    return lines;
  }
}

/** The room of a store's live boards: of all, or of one audience. */
export const roomOf = (storeId: string, audience?: BoardAudience): string =>
  audience === undefined ? `store:${storeId}` : `store:${storeId}:${audience}`;
