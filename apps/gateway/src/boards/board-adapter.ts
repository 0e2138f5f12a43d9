/**
 * socket.io without whatever a board does not need. Each value differs from the default for a reason: small frames,
 * quick detection of a dead connection, no client script, no compression (a decompression bomb), no binary attachments,
 * no change of transport on an open connection, and no connection for a page of another site.
 *
 * Every request under `/socket.io`, upgrade or not, passes `check` before engine.io sees it.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import {
  addressKey,
  sendProblem,
  type ClientAddresses,
  clientAddresses,
  type ResponseHeaders,
  isFromOurPages,
  PLATFORM_OPTIONS,
  type PlatformOptions,
  problem,
  type ProblemException,
  problemText,
  securityHeaders,
  SOCKET_PATH,
} from '@curbline/platform';
import { defer, type Observable } from 'rxjs';
import * as parser from 'socket.io-parser';
import { OpenConnections } from './open-connections.js';
import { boardWebSockets } from './board-web-sockets.js';
import { dropRequest, type EngineConnection, isOpen, queryOf } from './engine-io.js';
import { ConnectionAdmission } from './connection-admission.js';

/** The largest message of a board, bytes; a hello takes about two hundred. */
export const FRAME_LIMIT_BYTES = 16 * 1024;

/** The types of the socket.io that Nest depends on, which is not the one in our package.json. */
type Server = ReturnType<IoAdapter['createIOServer']>;
type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;
type Socket = Parameters<IoAdapter['bindMessageHandlers']>[0];
/** For an upgrade engine.io creates a response object of its own, which has the bare socket. */
type EngineResponse =
  ServerResponse | { readonly socket: Duplex; setHeader(name: string, value: string): void };

export class BoardAdapter extends IoAdapter {
  private readonly options: PlatformOptions;
  private readonly addresses: ClientAddresses;
  private readonly admission: ConnectionAdmission;
  private readonly connections: OpenConnections;
  private readonly headers: Promise<ResponseHeaders>;
  /** The device whose connection a request opens; an anonymous request has no entry. */
  private readonly devices = new WeakMap<IncomingMessage, string>();

  constructor(app: INestApplicationContext) {
    super(app);
    this.options = app.get<PlatformOptions>(PLATFORM_OPTIONS, { strict: false });
    this.addresses = clientAddresses(this.options.trustProxy);
    this.admission = app.get(ConnectionAdmission, { strict: false });
    this.connections = app.get(OpenConnections, { strict: false });
    this.headers = securityHeaders(this.options.secureCookies).then(({ data }) => data);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const hardened: Partial<ServerOptions> & Record<string, unknown> = {
      ...options,
      path: SOCKET_PATH,
      serveClient: false,
      allowEIO3: false,
      allowUpgrades: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: FRAME_LIMIT_BYTES,
      connectTimeout: 10_000,
      pingInterval: 10_000,
      pingTimeout: 5_000,
      cors: undefined,
      parser: { ...parser, Decoder: PlainDecoder },
      wsEngine: boardWebSockets(
        (request, socket) => void this.refuse(request, { socket }, problem('invalid-input')),
      ),
      destroyUpgrade: false,
    };
    const server = super.createIOServer(port, hardened as ServerOptions);
    const { engine } = server;
    engine.use((request: IncomingMessage, response: EngineResponse, next: () => void) => {
      return this.check(request, response, (sid) => isOpen(engine, sid)).then((refusal) => {
        if (refusal) return this.refuse(request, response, refusal);
        if (!(response instanceof ServerResponse)) dropRequest(response);
        return next();
      });
    });
    engine.on('connection', (connection: EngineConnection) =>
      this.connections.open(connection, this.devices.get(connection.request)),
    );
    // Only `/board` exists.
    server.use(({ conn }, next) => {
      this.connections.of(conn)?.refuse();
      next(new Error('no such namespace'));
    });
    return server;
  }

  /**
   * Binds handlers whose result is an acknowledgement, as Nest's adapter does. Nest keeps rxjs subscriptions for each
   * kind of message as long as a board is connected; here one is created when a message comes, which is seldom.
   */
  override bindMessageHandlers(
    socket: Socket,
    handlers: MessageMappingProperties[],
    transform: (result: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...args: unknown[]) => {
        const { data, ack } = this.mapPayload(args.length > 1 ? args : args[0]);
        defer(() => transform(callback(data, ack))).subscribe({
          next: (result) => {
            if (result !== undefined && result !== null) ack?.(result);
          },
          error: (error: unknown) => this.logger.error(error),
        });
      });
    }
  }

  /** @returns why the request is refused; `undefined` when engine.io may handle it. */
  private async check(
    request: IncomingMessage,
    response: EngineResponse,
    isConnected: (sid: string) => boolean,
  ): Promise<ProblemException | undefined> {
    const isUpgrade = !(response instanceof ServerResponse);
    // Nobody else listens during the upgrade, and an error event without a listener ends the program.
    if (isUpgrade) response.socket.on('error', () => {});
    for (const [name, value] of Object.entries(await this.headers)) response.setHeader(name, value);
    const address = this.addresses.of(request);
    // A socket that was closed meanwhile has no address.
    if (address === undefined) return problem('not-allowed');
    const key = addressKey(address);
    const query = queryOf(request);
    const opens = query['EIO'] === '4' && query['sid'] === undefined && request.method === 'GET';
    const polls =
      query['EIO'] === '4' && !isUpgrade && query['sid'] !== undefined && isConnected(query['sid']);
    if (polls) return undefined;
    const isRight = opens && query['transport'] === (isUpgrade ? 'websocket' : 'polling');
    if (!isRight || !isFromOurPages(request, this.options)) {
      const admission = this.admission.admitAnonymous(key);
      return 'refused' in admission ? admission.refused : problem(isRight ? 'not-allowed' : 'invalid-input');
    }
    try {
      const admission = await this.admission.admit(request.headers.cookie, key);
      if ('refused' in admission) return admission.refused;
      if ('deviceId' in admission) this.devices.set(request, admission.deviceId);
      else if (!isUpgrade) return problem('not-signed-in');
      else if (!this.connections.holdAnonymous(request.socket, key))
        return problem('too-many-requests', { retryAfterS: 5 });
      return undefined;
    } catch {
      return problem('unavailable', { retryAfterS: 2 });
    }
  }

  private async refuse(
    request: IncomingMessage,
    response: EngineResponse | { readonly socket: Duplex },
    refusal: ProblemException,
  ): Promise<void> {
    const headers = await this.headers;
    if (response instanceof ServerResponse) {
      response.setHeader('connection', 'close');
      return sendProblem(request, response, headers, refusal);
    }
    const { socket } = response;
    socket.on('error', () => {});
    if (socket.writable) socket.end(problemText(request, headers, refusal), () => socket.destroy());
    else socket.destroy();
  }
}

/** Refuses binary attachments, because no message of a board has one. */
class PlainDecoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments: 0 });
  }
}
