/**
 * The HTTP server that everything else stands on. Whatever arrives passes its gate first: before the framework's
 * router, static files and sockets, each of which listens for `request` or `upgrade` in its own right.
 */
import { type IncomingMessage, Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Gate {
  /** @returns false for a request that the gate has answered itself or drops */
  admits(request: IncomingMessage, reply: ServerResponse): boolean;
  /** @returns false for one whose connection the gate has ended */
  admitsUpgrade(request: IncomingMessage, socket: Duplex): boolean;
  /** @returns false for a connection that is not kept */
  admitsConnection(socket: Socket): boolean;
}

export const PASSING: Gate = { admits: () => true, admitsUpgrade: () => true, admitsConnection: () => true };

export class EdgeServer extends Server {
  /** @param gate asked for with each event: it is made after the server is */
  constructor(
    options: ServerOptions,
    private readonly gate: () => Gate,
  ) {
    super(options);
  }

  override emit(event: string | symbol, ...told: unknown[]): boolean {
    if (event === 'request' || event === 'checkExpectation') {
      if (!this.gate().admits(told[0] as IncomingMessage, told[1] as ServerResponse)) return true;
    } else if (event === 'upgrade' || event === 'connect') {
      if (!this.gate().admitsUpgrade(told[0] as IncomingMessage, told[1] as Duplex)) return true;
    } else if (event === 'connection') {
      const socket = told[0] as Socket;
      if (!this.gate().admitsConnection(socket)) {
        socket.destroy();
        return true;
      }
    }
    return super.emit(event as string, ...told);
  }
}
