/**
 * A TCP door between a client and a server that a test can shut: `cut()` drops every connection and
 * refuses new ones until `mend()`; `mute()` keeps them open and passes nothing on.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class FaultProxy {
  private readonly pairs = new Set<[Socket, Socket]>();
  private shut = false;

  private constructor(private readonly server: Server) {}

  /** @param url of the server behind, for example `redis://127.0.0.1:6379`. */
  static async before(url: string): Promise<{ proxy: FaultProxy; url: string }> {
    const through = new URL(url);
    const { hostname } = through;
    const upstreamPort = Number(through.port);
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const proxy = new FaultProxy(server);
    server.on('connection', (client) => proxy.join(client, hostname, upstreamPort));
    through.host = `127.0.0.1:${port}`;
    return { proxy, url: through.href };
  }

  cut(): void {
    this.shut = true;
    for (const [client, upstream] of this.pairs) {
      client.destroy();
      upstream.destroy();
    }
  }

  mute(): void {
    for (const [client, upstream] of this.pairs) {
      client.unpipe().pause();
      upstream.unpipe().pause();
    }
  }

  mend(): void {
    this.shut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private join(client: Socket, host: string, port: number): void {
    if (this.shut) return void client.destroy();
    const upstream = connect(port, host);
    const pair: [Socket, Socket] = [client, upstream];
    this.pairs.add(pair);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [pair, [upstream, client]] as const) {
      one.on('error', () => one.destroy());
      one.on('close', () => {
        other.destroy();
        this.pairs.delete(pair);
      });
    }
  }
}
