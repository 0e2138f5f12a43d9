/**
 * socket.io with everything closed that a board does not need. Each value differs from the default for a
 * reason: small frames, quick detection of a dead line, no client script, no compression to bomb, no binary
 * attachments, and no upgrade for a page of another site.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import {
  PLATFORM_OPTIONS,
  addressKey,
  type ClientAddresses,
  clientAddresses,
  isFromOurPages,
  type PlatformOptions,
} from '@curbline/platform';
import { defer, type Observable } from 'rxjs';
import * as parser from 'socket.io-parser';

/** The largest message of a board, bytes; a hello takes about two hundred. */
export const FRAME_LIMIT_BYTES = 16 * 1024;
/** Open connections of one address: a large store's screens behind one router, and room for reloads. */
const CONNECTIONS_AN_ADDRESS = 60;

/** Nest brings a socket.io of its own: its types, not ours, are those of the server. */
type Server = ReturnType<IoAdapter['createIOServer']>;
type ServerOptions = NonNullable<Parameters<IoAdapter['createIOServer']>[1]>;
type Socket = Parameters<IoAdapter['bindMessageHandlers']>[0];
type Verdict = (error: string | null | undefined, success: boolean) => void;

export class BoardAdapter extends IoAdapter {
  private readonly options: PlatformOptions;
  private readonly addresses: ClientAddresses;
  private readonly open = new Map<string, number>();

  constructor(app: INestApplicationContext) {
    super(app);
    this.options = app.get<PlatformOptions>(PLATFORM_OPTIONS, { strict: false });
    this.addresses = clientAddresses(this.options.trustProxy);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const hardened: Partial<ServerOptions> = {
      ...options,
      path: '/socket.io',
      serveClient: false,
      allowEIO3: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: FRAME_LIMIT_BYTES,
      connectTimeout: 10_000,
      pingInterval: 10_000,
      pingTimeout: 5_000,
      upgradeTimeout: 10_000,
      cors: undefined,
      parser: { ...parser, Decoder: PlainDecoder },
      allowRequest: (request: IncomingMessage, decide: Verdict) => this.allow(request, decide),
    };
    const server = super.createIOServer(port, hardened as ServerOptions);
    server.engine.use(letGoOfRequest);
    server.engine.on('connection', (connection: EngineConnection) => {
      const address = this.addressOf(connection.request);
      // Whoever hung up at once has no address any more, and holds nothing.
      if (address === undefined) return;
      this.open.set(address, (this.open.get(address) ?? 0) + 1);
      connection.once('close', () => this.release(address));
    });
    // Only `/board` exists.
    server.use((_socket, next) => next(new Error('no such namespace')));
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

  private allow(request: IncomingMessage, decide: Verdict): void {
    const host = request.headers.host ?? '';
    if (!isFromOurPages({ headers: request.headers, host }, this.options.publicUrl)) {
      return decide('origin not allowed', false);
    }
    if ((this.open.get(this.addressOf(request) ?? '') ?? 0) >= CONNECTIONS_AN_ADDRESS) {
      return decide('too many connections', false);
    }
    decide(null, true);
  }

  private addressOf(request: IncomingMessage): string | undefined {
    const address = this.addresses.of(request);
    return address === undefined ? undefined : addressKey(address);
  }

  private release(address: string): void {
    const left = (this.open.get(address) ?? 1) - 1;
    if (left > 0) this.open.set(address, left);
    else this.open.delete(address);
  }
}

/**
 * For an upgrade engine.io makes an answer that nobody gives, and keeps it as long as the line is open; with it the
 * request, whose headers hold the screen's cookie.
 */
function letGoOfRequest(_request: IncomingMessage, answer: object, next: () => void): void {
  if (!(answer instanceof ServerResponse)) Reflect.set(answer, 'req', undefined);
  next();
}

interface EngineConnection {
  readonly request: IncomingMessage;
  once(event: 'close', listener: () => void): void;
}

/** Refuses binary attachments: no message of a board has one. */
class PlainDecoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments: 0 });
  }
}
