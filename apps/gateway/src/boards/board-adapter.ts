/**
 * socket.io with everything closed that a board does not need. Each value differs from the default for a
 * reason: small frames, quick detection of a dead line, no client script, no compression to bomb, no binary
 * attachments, no change of transport on an open line, and no line for a page of another site.
 *
 * Every request under `/socket.io`, upgrade or not, passes `enter` before engine.io looks at it.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import {
  addressKey,
  answerProblem,
  type ClientAddresses,
  clientAddresses,
  type AnswerHeaders,
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
import { BoardLines } from './board-lines.js';
import { boardWebSockets } from './board-web-sockets.js';
import { dropRequest, type EngineConnection, isOpen, queryOf } from './engine-io.js';
import { LineDoor } from './line-door.js';

/** The largest message of a board, bytes; a hello takes about two hundred. */
export const FRAME_LIMIT_BYTES = 16 * 1024;

/** Nest brings a socket.io of its own: its types, not ours, are those of the server. */
type Server = ReturnType<IoAdapter['createIOServer']>;
type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;
type Socket = Parameters<IoAdapter['bindMessageHandlers']>[0];
/** For an upgrade engine.io makes an answer of its own, which has the bare socket. */
type Answer = ServerResponse | { readonly socket: Duplex; setHeader(name: string, value: string): void };

export class BoardAdapter extends IoAdapter {
  private readonly options: PlatformOptions;
  private readonly addresses: ClientAddresses;
  private readonly door: LineDoor;
  private readonly lines: BoardLines;
  private readonly headers: Promise<AnswerHeaders>;
  /** Whose line a request opens; nobody's that is known when there is no entry. */
  private readonly devices = new WeakMap<IncomingMessage, string>();

  constructor(app: INestApplicationContext) {
    super(app);
    this.options = app.get<PlatformOptions>(PLATFORM_OPTIONS, { strict: false });
    this.addresses = clientAddresses(this.options.trustProxy);
    this.door = app.get(LineDoor, { strict: false });
    this.lines = app.get(BoardLines, { strict: false });
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
    engine.use((request: IncomingMessage, answer: Answer, next: () => void) => {
      return this.enter(request, answer, (sid) => isOpen(engine, sid)).then((refusal) => {
        if (refusal) return this.refuse(request, answer, refusal);
        if (!(answer instanceof ServerResponse)) dropRequest(answer);
        return next();
      });
    });
    engine.on('connection', (connection: EngineConnection) =>
      this.lines.open(connection, this.devices.get(connection.request)),
    );
    // Only `/board` exists.
    server.use(({ conn }, next) => {
      this.lines.of(conn)?.refuse();
      next(new Error('no such namespace'));
    });
    return server;
  }

  /**
   * What Nest's own does for handlers whose answer is an acknowledgement, without what it keeps of rxjs for each kind of
   * message and each board as long as that is connected: here it is made when a message comes, which is seldom.
   */
  override bindMessageHandlers(
    socket: Socket,
    handlers: MessageMappingProperties[],
    transform: (answer: unknown) => Observable<unknown>,
  ): void {
    for (const { message, callback } of handlers) {
      socket.on(message, (...sent: unknown[]) => {
        const { data, ack } = this.mapPayload(sent.length > 1 ? sent : sent[0]);
        defer(() => transform(callback(data, ack))).subscribe({
          next: (answer) => {
            if (answer !== undefined && answer !== null) ack?.(answer);
          },
          error: (error: unknown) => this.logger.error(error),
        });
      });
    }
  }

  /** @returns why the request goes no further; `undefined` when engine.io may have it. */
  private async enter(
    request: IncomingMessage,
    answer: Answer,
    isConnected: (sid: string) => boolean,
  ): Promise<ProblemException | undefined> {
    const isUpgrade = !(answer instanceof ServerResponse);
    // Between the upgrade and its end nobody else listens, and an error that nobody hears ends the program.
    if (isUpgrade) answer.socket.on('error', () => {});
    for (const [name, value] of Object.entries(await this.headers)) answer.setHeader(name, value);
    const address = this.addresses.of(request);
    // Whoever hung up at once has no address any more.
    if (address === undefined) return problem('not-allowed');
    const key = addressKey(address);
    const query = queryOf(request);
    const opens = query['EIO'] === '4' && query['sid'] === undefined && request.method === 'GET';
    const polls =
      query['EIO'] === '4' && !isUpgrade && query['sid'] !== undefined && isConnected(query['sid']);
    if (polls) return undefined;
    const isRight = opens && query['transport'] === (isUpgrade ? 'websocket' : 'polling');
    if (!isRight || !isFromOurPages(request, this.options)) {
      const judged = this.door.stranger(key);
      return 'refused' in judged ? judged.refused : problem(isRight ? 'not-allowed' : 'invalid-input');
    }
    try {
      const judged = await this.door.judge(request.headers.cookie, key);
      if ('refused' in judged) return judged.refused;
      if ('deviceId' in judged) this.devices.set(request, judged.deviceId);
      else if (!isUpgrade) return problem('not-signed-in');
      else if (!this.lines.holdPlace(request.socket, key))
        return problem('too-many-requests', { retryAfterS: 5 });
      return undefined;
    } catch {
      return problem('unavailable', { retryAfterS: 2 });
    }
  }

  private async refuse(
    request: IncomingMessage,
    answer: Answer | { readonly socket: Duplex },
    refusal: ProblemException,
  ): Promise<void> {
    const headers = await this.headers;
    if (answer instanceof ServerResponse) {
      answer.setHeader('connection', 'close');
      return answerProblem(request, answer, headers, refusal);
    }
    const { socket } = answer;
    socket.on('error', () => {});
    if (socket.writable) socket.end(problemText(request, headers, refusal), () => socket.destroy());
    else socket.destroy();
  }
}

/** Refuses binary attachments: no message of a board has one. */
class PlainDecoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments: 0 });
  }
}
