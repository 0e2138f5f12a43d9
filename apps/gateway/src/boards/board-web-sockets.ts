/** The WebSocket server under socket.io, with shorter timeouts than by default. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions } from 'ws';

/** A browser sends a message in one fragment; a proxy may split it. */
const MAX_FRAGMENTS = 64;
/** How long a close waits for the other side's close frame, ms; thirty seconds by default. */
const CLOSE_TIMEOUT_MS = 1_000;

/** @param refuse responds to an invalid WebSocket handshake. @returns a class, as engine.io wants it. */
export function boardWebSockets(
  refuse: (request: IncomingMessage, socket: Duplex) => void,
): new (options: ServerOptions) => object {
  return class BoardWebSockets extends WebSocketServer {
    constructor(options: ServerOptions) {
      const timeouts = { maxFragments: MAX_FRAGMENTS, closeTimeout: CLOSE_TIMEOUT_MS };
      super({ ...options, ...timeouts });
      this.on('wsClientError', (_error, socket, request) => refuse(request, socket));
    }
  };
}
