/**
 * Every access to undocumented fields of socket.io and engine.io (ADR 28). Without it an open connection would keep the
 * request that opened it and its cookie, and a refused one would stay open for half a minute.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';

/** An engine.io connection; the package's own types lack the events for writing. */
export interface EngineConnection {
  readonly request: IncomingMessage;
  readonly transport: { readonly name: string; readonly socket?: WebSocketConnection };
  readonly readyState: string;
  on(event: 'packet' | 'flush', listener: () => void): void;
  on(event: 'packetCreate', listener: (packet: { data?: unknown }) => void): void;
  once(event: 'close', listener: () => void): void;
  close(discard?: boolean): void;
}

export interface WebSocketConnection {
  readonly bufferedAmount: number;
  on(event: 'ping' | 'pong', listener: () => void): void;
  removeAllListeners(event: 'message' | 'ping' | 'pong'): void;
  terminate(): void;
}

/** Replaces the handshake of an admitted board. */
const EMPTY_HANDSHAKE: Pick<Socket['handshake'], 'headers' | 'query' | 'auth'> = {
  headers: {},
  query: {},
  auth: {},
};

/** Drops the request and the handshake of an admitted board. socket.io's documentation drops the request in this way. */
export function dropHandshake(socket: Pick<Socket, 'conn'>): void {
  Reflect.set(socket.conn, 'request', null);
  Reflect.set(socket, 'handshake', EMPTY_HANDSHAKE);
}

/**
 * Drops the request of an upgrade. engine.io creates a response that is never sent, and keeps it and its request as long
 * as the connection is open. The response's headers are on the request already.
 */
export function dropRequest(upgradeResponse: object): void {
  Reflect.set(upgradeResponse, 'req', undefined);
}

/** Sets how long a polling connection waits for its next poll before it closes, ms. */
export function closeWithin(connection: Pick<EngineConnection, 'transport'>, ms: number): void {
  Reflect.set(connection.transport, 'closeTimeout', ms);
}

/** Whether a connection with this id is open. */
export function isOpen(engine: object, sid: string): boolean {
  return Object.hasOwn(Reflect.get(engine, 'clients') as object, sid);
}

/** The query of a request, as engine.io has parsed it. */
export function queryOf(request: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Reflect.get(request, '_query') as Readonly<Record<string, string | undefined>>;
}
