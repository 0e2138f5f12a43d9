/** Another site that serves a map: pictures by z, x and y, and the same map as a PMTiles file. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pictureTile, smallArchive } from '@curbline/testkit';

export type Color = readonly [number, number, number];

export class TileServer {
  /** The paths that were asked for, and the headers that told who asks. */
  readonly asked: { readonly path: string; readonly referer: string | undefined }[] = [];
  /** What it answers instead of a map. */
  failsWith: number | undefined;
  private readonly server: Server;
  private readonly picture: Buffer;
  private readonly archive: Buffer;

  /** @param colors of the picture, and of the picture in the file */
  constructor(picture: Color, archived: Color) {
    this.picture = pictureTile(picture);
    this.archive = smallArchive(pictureTile(archived));
    this.server = createServer((request, response) => this.answer(request, response));
  }

  /** @returns the origin, on this machine */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.origin;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer({ url: path = '', headers }: IncomingMessage, response: ServerResponse): void {
    this.asked.push({ path, referer: headers.referer });
    response.setHeader('access-control-allow-origin', '*');
    if (this.failsWith !== undefined) response.writeHead(this.failsWith).end();
    else if (/^\/\d+\/\d+\/\d+\.png$/.test(path)) response.end(this.picture);
    else if (path === '/lot.pmtiles') this.sendPart(headers.range, response);
    else response.writeHead(404).end();
  }

  private sendPart(range: string | undefined, response: ServerResponse): void {
    const [, from = '0', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const part = this.archive.subarray(Number(from), Number(to) + 1);
    const last = Number(from) + part.length - 1;
    response.writeHead(206, { 'content-range': `bytes ${from}-${last}/${this.archive.length}` }).end(part);
  }
}
