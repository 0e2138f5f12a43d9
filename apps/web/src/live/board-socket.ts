/**
 * socket.io under a board's link: one connection a try, no reconnection and no recovery of its own. The
 * library's liveness (ping) counts as no sign of ours: only our heartbeat proves that events flow.
 */
import { io } from 'socket.io-client';
import type { LogPosition } from '@curbline/contracts/events';
import type { Live } from '@curbline/contracts/socket';
import type { BoardSocket, SocketHandlers } from './board-link-environment.js';
import {
  BOARD_NAMESPACE,
  BOARD_PROTOCOL,
  readEnded,
  readEvents,
  readLive,
  readProgress,
} from './board-wire.js';

/** Where the server is, for programs without a page of their own; a page needs none of it. */
export interface BoardServer {
  readonly url: string;
  readonly headers: Record<string, string>;
}

export function openBoardSocket(
  storeId: string,
  position: LogPosition,
  handlers: SocketHandlers,
  server?: BoardServer,
): BoardSocket {
  const socket = io(`${server?.url ?? ''}${BOARD_NAMESPACE}`, {
    ...(server ? { extraHeaders: server.headers } : {}),
    auth: { protocol: BOARD_PROTOCOL, storeId, position },
    reconnection: false,
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: 8_000,
  });
  const live =
    (then: (live: Live) => void) =>
    (message: unknown): void => {
      const read = readLive(message);
      if (read) then(read);
    };
  socket.on('events', (message: unknown) => handlers.events(readEvents(message)));
  socket.on('live', live(handlers.live));
  socket.on('heartbeat', live(handlers.heartbeat));
  socket.on('resync', () => handlers.resync());
  socket.on('progress', (message: unknown) => handlers.progress(readProgress(message)));
  socket.on('ended', (message: unknown) => handlers.ended(readEnded(message)));
  socket.on('connect_error', (error: Error & { data?: { ended?: unknown }; description?: unknown }) => {
    if (readEnded(error.data?.ended) === 'protocol') handlers.ended('protocol');
    // With `data`, or the status of a refused poll, the server itself said no; the snapshot by HTTP will tell why.
    // Else it was not reached.
    else handlers.closed(error.data !== undefined || error.description === 401);
  });
  socket.on('disconnect', () => handlers.closed(false));
  return {
    async probe() {
      const answer: unknown = await socket.emitWithAck('probe', { sentAt: Date.now() });
      const read = readLive(answer);
      if (!read) throw new Error('the probe was not answered');
      return read;
    },
    close() {
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}
