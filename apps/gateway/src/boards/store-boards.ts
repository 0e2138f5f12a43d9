/**
 * The live boards of one store. Events of the store's feed are put into one packet for each audience (signed-in staff,
 * walls, masked handhelds) and emitted to all boards of that audience. A board that has read the log further than the
 * feed gets only the events that it does not have.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { eventFor, type BoardAudience } from '@curbline/contracts/visibility';
import type { BoardCommands, BoardEvents, Resync } from '@curbline/contracts/socket';
import type { DefaultEventsMap, Socket } from 'socket.io';
import type { FeedListener } from '../feed/store-feeds.js';
import type { BoardEntry } from './handshake.js';

export type BoardSocket = Socket<BoardCommands, BoardEvents, DefaultEventsMap, BoardEntry>;

export class StoreBoards implements FeedListener {
  /** The `seq` of the last event that each board has. */
  private readonly seen = new Map<BoardSocket, number>();

  /** Emits every event after `from` to the board from now on. */
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
      // Each socket id is a socket.io room: the packet is encoded once for all of them.
      sockets[0]?.nsp.to(sockets.map(({ id }) => id)).emit('events', seenBy(audience, events));
    }
  }

  onResync(reason: Resync['reason']): void {
    for (const socket of [...this.seen.keys()]) requireSnapshot(socket, reason);
  }
}

const audienceOf = (socket: BoardSocket): BoardAudience => socket.data.principal.kind;

const seenBy = (audience: BoardAudience, events: readonly StoreEvent[]): StoreEvent[] =>
  events.map((event) => eventFor(audience, event));

/** Ends the connection; the page fetches a snapshot and reconnects with its position. */
export function requireSnapshot(socket: BoardSocket, reason: Resync['reason']): void {
  socket.emit('resync', { reason });
  socket.disconnect(true);
}
