/**
 * Where the boards reach past the documented interface of socket.io and its engine (ADR 30). An open connection would
 * keep the request that opened it, and with it the screen's cookie; and a refused one would wait half a minute.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';

/** What engine.io gives; its own types leave out the events of the writing side. */
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

/** What an admitted board's socket keeps of its handshake. */
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
 * For an upgrade engine.io makes an answer that is never sent, and keeps it as long as the connection is open; with it
 * the request. The answer's headers are on the request already.
 */
export function dropRequest(answerOfUpgrade: object): void {
  Reflect.set(answerOfUpgrade, 'req', undefined);
}

/** A polling connection waits for its next poll before it closes; this is how long, ms. */
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
