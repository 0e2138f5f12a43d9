/**
 * The live boards of one store. What the store's feed gives is put into one packet for each audience (signed-in staff,
 * walls, masked handhelds) and sent to all boards of that audience; a board that has read the log further than the
 * feed has come gets of it what it does not have.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { eventFor, type BoardAudience } from '@curbline/contracts/sight';
import type { BoardCommands, BoardEvents, Resync } from '@curbline/contracts/socket';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { FeedListener } from '../feed/store-feeds.js';
import type { BoardEntry } from './handshake.js';

export type BoardSocket = Socket<BoardCommands, BoardEvents, DefaultEventsMap, BoardEntry>;

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
    const ahead: BoardSocket[] = [];
    const together = new Map<BoardAudience, BoardSocket[]>();
    for (const [socket, seen] of this.seen) {
      if (seen >= first.seq) ahead.push(socket);
      else {
        const audience = audienceOf(socket);
        const others = together.get(audience);
        if (others) others.push(socket);
        else together.set(audience, [socket]);
      }
    }
    for (const socket of ahead) {
      const seen = this.seen.get(socket) ?? 0;
      const news = events.filter(({ seq }) => seq > seen);
      if (news.length > 0) socket.emit('events', seenBy(audienceOf(socket), news));
      this.seen.set(socket, Math.max(seen, last.seq));
    }
    for (const [audience, sockets] of together) {
      for (const socket of sockets) this.seen.set(socket, last.seq);
      // Each socket is a room of its own: one packet, and one frame of it, for all.
      sockets[0]?.nsp.to(sockets.map(({ id }) => id)).emit('events', seenBy(audience, events));
    }
  }

  onResync(reason: Resync['reason']): void {
    for (const socket of [...this.seen.keys()]) startAnew(socket, reason);
  }
}

const audienceOf = (socket: BoardSocket): BoardAudience => socket.data.principal.kind;

const seenBy = (audience: BoardAudience, events: readonly StoreEvent[]): StoreEvent[] =>
  events.map((event) => eventFor(audience, event));

/** The page takes a snapshot and comes back from there. */
export function startAnew(socket: BoardSocket, reason: Resync['reason']): void {
  socket.emit('resync', { reason });
  socket.disconnect(true);
}
