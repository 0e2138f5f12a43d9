/**
 * Manages each board's connection through its states:
 *
 *   catching up ──log read to its end──► live ──revoked, shut down, log restarted──► ended
 *        └──position cannot be used──► ended (with `resync`)
 *
 * While it catches up, a board gets the events after its position in order or, when those are too many, `resync`. It goes
 * live in the tick in which it has every event that the store's feed has sent to others, so it misses no event and gets
 * none twice. A connection that closes by itself ends at any point.
 */
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { LogPosition } from '@curbline/contracts/events';
import { type BoardAudience, eventFor } from '@curbline/contracts/visibility';
import type { Ended, Live } from '@curbline/contracts/socket';
import { Clock } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { StoreFeeds, type Feed } from '../feed/store-feeds.js';
import { OpenConnections } from './open-connections.js';
import { MissedEvents } from './missed-events.js';
import { requireSnapshot, StoreBoards, type BoardSocket } from './store-boards.js';

/** The most events in one packet. */
const PAGE = 200;

@Injectable()
export class BoardConnections {
  private readonly logger = new Logger(BoardConnections.name);
  private readonly live = new Set<BoardSocket>();
  private readonly storeBoards = new WeakMap<Feed, StoreBoards>();

  constructor(
    private readonly feeds: StoreFeeds,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(Clock) private readonly clock: Clock,
    private readonly missed: MissedEvents,
    private readonly openConnections: OpenConnections,
  ) {}

  /** The boards that are live now. */
  get all(): ReadonlySet<BoardSocket> {
    return this.live;
  }

  /** Takes a board from the handshake to live. Never rejects: on an error the board is disconnected and retries. */
  async begin(socket: BoardSocket): Promise<void> {
    const { storeId, position } = socket.data.hello;
    this.openConnections.of(socket.conn)?.admit();
    try {
      const feed = await this.feeds.hold(storeId);
      socket.once('disconnect', () => {
        this.live.delete(socket);
        this.storeBoards.get(feed)?.leave(socket);
        feed.leave();
      });
      // The connection may have closed while the feed was opening; then `disconnect` was emitted already.
      if (!socket.connected) return feed.leave();
      await this.catchUp(socket, feed, position);
    } catch (error) {
      this.logger.warn(
        { err: error, storeId },
        'A board could not be sent the events that it missed. It was disconnected and will reconnect.',
      );
      socket.disconnect(true);
    }
  }

  /** Closes the connection of a hello that was not accepted. */
  refuse(socket: Pick<BoardSocket, 'conn'>): void {
    this.openConnections.of(socket.conn)?.refuse();
  }

  /** Emits the reason and ends the connection; the page does not reconnect by itself. */
  end(socket: BoardSocket, reason: Ended['reason']): void {
    socket.emit('ended', { reason });
    socket.disconnect(true);
  }

  liveMessage(head: LogPosition): Live {
    return { head, serverTime: this.clock.now() };
  }

  private async catchUp(socket: BoardSocket, feed: Feed, from: LogPosition): Promise<void> {
    const { hello, principal } = socket.data;
    if (!(await this.missed.consume(principal.deviceId, feed.position.seq - from.seq)))
      return requireSnapshot(socket, 'behind');
    for (let at = from; socket.connected;) {
      const read = await this.log.readAfter(hello.storeId, at, PAGE);
      if (read.kind === 'resync') return requireSnapshot(socket, read.reason);
      if (read.events.length > 0)
        socket.emit(
          'events',
          read.events.map((event) => eventFor(principal.kind, event)),
        );
      // The next page is read when the board has read this one, so that at most one page waits in memory.
      await this.openConnections.of(socket.conn)?.drained();
      at = read.next;
      if (read.more || feed.position.seq > at.seq || !socket.connected) continue;
      this.storeBoardsOf(feed).join(socket, at);
      this.live.add(socket);
      void socket.join([roomOf(hello.storeId), roomOf(hello.storeId, principal.kind)]);
      socket.emit('live', this.liveMessage(at));
      return;
    }
  }

  private storeBoardsOf(feed: Feed): StoreBoards {
    let boards = this.storeBoards.get(feed);
    if (!boards) {
      this.storeBoards.set(feed, (boards = new StoreBoards()));
      feed.add(boards);
    }
    return boards;
  }
}

/** The socket.io room of all live boards of a store, or of one audience. */
export const roomOf = (storeId: string, audience?: BoardAudience): string =>
  audience === undefined ? `store:${storeId}` : `store:${storeId}:${audience}`;
