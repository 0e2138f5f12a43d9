/**
 * The HTTP server of every program. Requests and connections pass its gate before the framework's router, static files
 * and sockets, each of which has its own listener for `request` or `upgrade`.
 */
import { type IncomingMessage, Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Gate {
  /** @returns false for a request that the gate has answered or ignores */
  admits(request: IncomingMessage, reply: ServerResponse): boolean;
  /** @returns false for an upgrade whose connection the gate has ended */
  admitsUpgrade(request: IncomingMessage, socket: Duplex): boolean;
  /** @returns false for a connection that must be closed */
  admitsConnection(socket: Socket): boolean;
}

export const PASSING: Gate = { admits: () => true, admitsUpgrade: () => true, admitsConnection: () => true };

export class EdgeServer extends Server {
  /** @param gate called at each event, because the gate is created after the server */
  constructor(
    options: ServerOptions,
    private readonly gate: () => Gate,
  ) {
    super(options);
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'request' || event === 'checkExpectation') {
      if (!this.gate().admits(args[0] as IncomingMessage, args[1] as ServerResponse)) return true;
    } else if (event === 'upgrade' || event === 'connect') {
      if (!this.gate().admitsUpgrade(args[0] as IncomingMessage, args[1] as Duplex)) return true;
    } else if (event === 'connection') {
      const socket = args[0] as Socket;
      if (!this.gate().admitsConnection(socket)) {
        socket.destroy();
        return true;
      }
    }
    return super.emit(event as string, ...args);
  }
}
