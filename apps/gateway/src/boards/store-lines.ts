/**
 * The live boards of one store. What the store's feed gives is put into a packet once and sent to all of them; a board
 * that has read the log further than the feed has come gets of it what it does not have.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { BoardCommands, BoardEvents, Resync } from '@curbline/contracts/socket';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { FeedListener } from '../feed/store-feeds.js';
import type { BoardEntry } from './handshake.js';

export type BoardSocket = Socket<BoardCommands, BoardEvents, DefaultEventsMap, BoardEntry>;

/** Packets that wait for a board which does not read them: it is sent away and comes back later. */
const MOST_WAITING_PACKETS = 1_000;

export class StoreLines implements FeedListener {
  /** Up to where each board has the log. */
  private readonly seen = new Map<BoardSocket, number>();

  /** From now on the board is given everything after `from`. */
  join(socket: BoardSocket, from: LogPosition): void {
    this.seen.set(socket, from.seq);
  }

  leave(socket: BoardSocket): void {
    this.seen.delete(socket);
  }

  onEvents(events: readonly StoreEvent[]): void {
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    const [ahead, all]: [BoardSocket[], BoardSocket[]] = [[], []];
    for (const [socket, seen] of this.seen) {
      if (waitingPackets(socket) > MOST_WAITING_PACKETS) socket.disconnect(true);
      else (seen < first.seq ? all : ahead).push(socket);
    }
    for (const socket of ahead) {
      const seen = this.seen.get(socket) ?? 0;
      const news = events.filter(({ seq }) => seq > seen);
      if (news.length > 0) socket.emit('events', news);
      this.seen.set(socket, Math.max(seen, last.seq));
    }
    for (const socket of all) this.seen.set(socket, last.seq);
    // Each socket is a room of its own: one packet, and one frame of it, for all.
    all[0]?.nsp.to(all.map(({ id }) => id)).emit('events', [...events]);
  }

  onResync(reason: Resync['reason']): void {
    for (const socket of [...this.seen.keys()]) startAnew(socket, reason);
  }
}

/** The page takes a snapshot and comes back from there. */
export function startAnew(socket: BoardSocket, reason: Resync['reason']): void {
  socket.emit('resync', { reason });
  socket.disconnect(true);
}

function waitingPackets(socket: BoardSocket): number {
  // Not in the published types, but engine.io's own documented way to see what a client has not read.
  const waiting: unknown = Reflect.get(socket.conn, 'writeBuffer');
  return Array.isArray(waiting) ? waiting.length : 0;
}
