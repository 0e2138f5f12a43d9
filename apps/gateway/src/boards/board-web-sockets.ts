/** The WebSocket server under socket.io, with its patience cut down to what a board needs. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions } from 'ws';

/** A browser sends a message in one piece; a proxy may cut it into a few. */
const MOST_FRAGMENTS = 64;
/** How long a closed line waits for the other side's word; thirty seconds by default. */
const CLOSED_WITHIN_MS = 1_000;

/** @param refuse answers a handshake that is none. @returns a class, as engine.io wants it. */
export function boardWebSockets(
  refuse: (request: IncomingMessage, socket: Duplex) => void,
): new (options: ServerOptions) => object {
  return class BoardWebSockets extends WebSocketServer {
    constructor(options: ServerOptions) {
      const patience = { maxFragments: MOST_FRAGMENTS, closeTimeout: CLOSED_WITHIN_MS };
      super({ ...options, ...patience });
      this.on('wsClientError', (_error, socket, request) => refuse(request, socket));
    }
  };
}
