/**
 * A TCP door between a client and a server that a test can shut, slow down or break.
 *
 * `cut()` drops every connection and refuses new ones; `reset()` breaks those that are open; `hang()` holds
 * back every byte, as a network does that has gone away without a word; `reshape()` delays, thins or slices
 * what passes. `mend()` ends all of it, and what was held back arrives. `mute()` is for the connections that
 * are open at that moment, and for ever.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Flow, type ProxiedConnection, type Shape } from './fault-flow.js';

interface Pair {
  readonly sockets: readonly [Socket, Socket];
  readonly flows: readonly [Flow, Flow];
}

export class FaultProxy {
  private readonly pairs = new Set<Pair>();
  private readonly line: { -readonly [Key in keyof ProxiedConnection]: ProxiedConnection[Key] } = {
    shape: {},
    hanging: undefined,
  };
  private release: () => void = () => {};
  private shut = false;

  private constructor(private readonly server: Server) {}

  /** @param url of the server behind, for example `redis://127.0.0.1:6379`. */
  static async before(url: string): Promise<{ proxy: FaultProxy; url: string }> {
    const through = new URL(url);
    const { hostname } = through;
    const upstreamPort = Number(through.port);
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const proxy = new FaultProxy(server);
    server.on('connection', (client) => proxy.join(client, hostname, upstreamPort));
    through.host = `127.0.0.1:${port}`;
    return { proxy, url: through.href };
  }

  cut(): void {
    this.shut = true;
    for (const { sockets } of this.pairs) for (const socket of sockets) socket.destroy();
  }

  /** Both ends of every open connection get a reset; new ones are served. */
  reset(): void {
    for (const { sockets } of this.pairs) for (const socket of sockets) socket.resetAndDestroy();
  }

  hang(): void {
    this.line.hanging ??= new Promise((resolve) => (this.release = resolve));
  }

  reshape(shape: Shape): void {
    this.line.shape = shape;
  }

  mute(): void {
    for (const { flows } of this.pairs) for (const flow of flows) flow.mute();
  }

  mend(): void {
    this.shut = false;
    this.line.shape = {};
    this.line.hanging = undefined;
    this.release();
  }

  async close(): Promise<void> {
    this.cut();
    this.line.hanging = undefined;
    this.release();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }

  private join(client: Socket, host: string, port: number): void {
    if (this.shut) return void client.destroy();
    const upstream = connect({ port, host, allowHalfOpen: true, noDelay: true });
    client.setNoDelay(true);
    const flows = [new Flow(client, upstream, this.line), new Flow(upstream, client, this.line)] as const;
    const pair: Pair = { sockets: [client, upstream], flows };
    this.pairs.add(pair);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => this.part(pair, other));
      one.on('close', (hadError) => {
        // A side that closed in good order has said so by its end, which takes the way of the bytes.
        if (hadError || this.shut) this.part(pair, other);
        else if (client.destroyed && upstream.destroyed) this.pairs.delete(pair);
      });
    }
  }

  /** One side broke: a line that hangs tells nobody. */
  private part(pair: Pair, other: Socket): void {
    const end = (): void => {
      other.destroy();
      this.pairs.delete(pair);
    };
    const { hanging } = this.line;
    if (hanging && !this.shut) void hanging.then(end);
    else end();
  }
}
