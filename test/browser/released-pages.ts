import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../apps/web/dist', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * A program whose pages are released anew under the eyes of a browser: the board's files come from one of two builds,
 * everything else from the program. The second build has another script of another name, as a release has, which
 * sets `globalThis.build`; its server has no file of that name of the first one any more.
 */
export class ReleasedPages {
  readonly url: string;
  private readonly folders = { first: makeBuild('first'), second: makeBuild('second') };
  private current: 'first' | 'second' = 'first';

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (asked, answer) => this.answer(asked, answer));
    server.on('upgrade', (asked, socket, head) => this.upgrade(asked, socket, head));
  }

  /** @param port where the program will listen, which may start later */
  static async before(port: number): Promise<ReleasedPages> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new ReleasedPages(server, port);
  }

  /** From now on the server has that build alone. */
  release(build: 'first' | 'second'): void {
    this.current = build;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
    for (const folder of Object.values(this.folders)) rmSync(folder, { recursive: true, force: true });
  }

  private answer(asked: IncomingMessage, answer: ServerResponse): void {
    const { pathname } = new URL(asked.url ?? '/', this.url);
    const file =
      pathname === '/board' ? 'board.html' : /^\/(assets\/[\w.-]+|board-worker\.js)$/.exec(pathname)?.[1];
    if (file === undefined) return this.pass(asked, answer);
    try {
      const body = readFileSync(join(this.folders[this.current], file));
      answer.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': 'no-cache',
      });
      answer.end(body);
    } catch {
      answer.writeHead(404).end();
    }
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = asked;
    const passed = request({ host: '127.0.0.1', port: this.port, method, path: url, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }

  private upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    const there = connect(this.port, '127.0.0.1', () => {
      const lines = Array.from({ length: asked.rawHeaders.length / 2 }, (_, i) =>
        asked.rawHeaders.slice(2 * i, 2 * i + 2).join(': '),
      );
      there.write([`GET ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    for (const end of [there, socket])
      end.on('error', () => [there, socket].forEach((each) => each.destroy()));
  }
}

/** A copy of the build in which the board's script has another name, in all that name it, and says which build it is. */
function makeBuild(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `curbline-build-${name}-`));
  cpSync(dist, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const script = /\/assets\/(board-[\w-]+\.js)/.exec(readFileSync(join(folder, 'board.html'), 'utf8'))?.[1];
  if (!script) throw new Error('the board’s HTML names no script of the board');
  const renamed = `board-${name}.js`;
  renameSync(join(assets, script), join(assets, renamed));
  const texts = [
    ...['board.html', 'board-worker.js'].map((file) => join(folder, file)),
    ...readdirSync(assets).flatMap((file) => (file.endsWith('.js') ? [join(assets, file)] : [])),
  ];
  for (const file of texts) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(script, renamed));
  const worker = join(folder, 'board-worker.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/version:[`"']\w+[`"']/, `version:"${name}"`));
  writeFileSync(
    join(assets, renamed),
    `${readFileSync(join(assets, renamed), 'utf8')}\nglobalThis.build = '${name}';\n`,
  );
  return folder;
}
