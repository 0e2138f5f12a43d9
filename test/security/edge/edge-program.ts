/** A program with the platform's edge and nothing else behind it, met over real connections. */
import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication, noteCaller, type PlatformInput, Public } from '@curbline/platform';

class SessionGuard {
  canActivate(context: { switchToHttp(): { getRequest(): { headers: Record<string, unknown> } } }): boolean {
    const request = context.switchToHttp().getRequest();
    const session = /session=(\w+)/.exec(String(request.headers['cookie']))?.[1];
    if (session === undefined) return false;
    noteCaller(request, session);
    return true;
  }
}

@Controller('v1')
class EdgeController {
  @Get('open')
  @Public()
  open() {
    return { ok: true };
  }

  @Get('large')
  @Public()
  large() {
    return { text: 'a'.repeat(512 * 1024) };
  }

  @Get('inside')
  @UseGuards(SessionGuard)
  inside() {
    return { ok: true };
  }

  @Get('named/:name')
  @Public()
  named() {
    return { ok: true };
  }
}

@Module({ controllers: [EdgeController] })
class EdgeModule {}

export interface RawLine {
  readonly socket: Socket;
  /** Everything that was answered so far. */
  heard(): string;
  /** Fulfilled when the connection is gone. */
  readonly ended: Promise<void>;
}

export class EdgeProgram {
  readonly port: number;
  private readonly sockets: Socket[] = [];

  private constructor(readonly app: NestFastifyApplication) {
    this.port = (app.getHttpServer().address() as AddressInfo).port;
  }

  static async start(input: Partial<PlatformInput> = {}): Promise<EdgeProgram> {
    const app = await createApplication(EdgeModule, {
      name: 'edge',
      publicUrl: 'https://pickup.example',
      handleSignals: false,
      log: { level: 'silent' },
      ...input,
    });
    await app.listen(0, '127.0.0.1');
    return new EdgeProgram(app);
  }

  async dial(): Promise<RawLine> {
    const socket = connect(this.port, '127.0.0.1');
    this.sockets.push(socket);
    let text = '';
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('error', () => {});
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    await new Promise((resolve) => socket.once('connect', resolve));
    return { socket, heard: () => text, ended };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, { headers });
  }

  /** The path as it is written, which `fetch` would tidy up. */
  statusOf(path: string): Promise<number> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port: this.port, path }, (response) =>
        resolve((response.resume(), response.statusCode ?? 0)),
      )
        .on('error', reject)
        .end();
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.app.close();
  }
}

/** The statuses in what a connection was answered. */
export const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
