import { channel } from 'node:diagnostics_channel';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OutgoingRequests } from './outgoing-requests.js';

const LOOPBACK: LookupAddress = { address: '127.0.0.1', family: 4 };
/** Of the global unicast space, and given to nobody. */
const UNUSED: LookupAddress = { address: '2e00::1', family: 6 };

/** Answers with each list in turn, and with the last one for ever. */
class Names {
  asked = 0;
  constructor(private readonly answers: readonly LookupAddress[][]) {}
  resolve = async (): Promise<LookupAddress[]> =>
    this.answers[Math.min(this.asked++, this.answers.length - 1)] ?? [];
}

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const withNames = (names: Names): OutgoingRequests =>
  new OutgoingRequests(new Set(), { publicName: names.resolve, privateName: names.resolve });
const toOurs = new OutgoingRequests(new Set(['127.0.0.1', 'shop.lan']), {
  publicName: async () => [],
  privateName: async () => [LOOPBACK],
});

/** The addresses to which this process begins a connection while `work` runs. */
async function connectionsOf(work: () => Promise<unknown>): Promise<string[]> {
  const addresses: string[] = [];
  const listen = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on('connectionAttempt', (address) => addresses.push(address));
  };
  const sockets = channel('net.client.socket');
  sockets.subscribe(listen);
  await work();
  sockets.unsubscribe(listen);
  return addresses;
}

describe('OutgoingRequests', () => {
  it.each([
    ['a private address', [LOOPBACK]],
    ['one private address among public ones', [UNUSED, { address: '10.0.0.5', family: 4 }]],
    ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
    ['an address with a zone', [{ address: 'fe80::1%eth0', family: 6 }]],
  ])('does not connect to a name with %s', async (_, addresses) => {
    const names = new Names([addresses]);
    const attempts = await connectionsOf(async () =>
      expect(await withNames(names).send({ method: 'POST', url: 'https://shop.example/' })).toEqual({
        kind: 'refused',
        reason: 'address_not_public',
      }),
    );
    expect(attempts).toEqual([]);
  });

  it('connects to the address that was checked, although the name leads elsewhere a moment later', async () => {
    const names = new Names([[UNUSED], [LOOPBACK]]);
    let reached = 0;
    const port = await serve((_, response) => {
      reached += 1;
      response.end();
    });
    const attempts = await connectionsOf(async () =>
      expect(
        await withNames(names).send({ method: 'POST', url: `https://shop.example:${port}/`, timeoutMs: 300 }),
      ).toMatchObject({ kind: 'failed' }),
    );
    expect({ asked: names.asked, attempts, reached }).toEqual({
      asked: 1,
      attempts: [UNUSED.address],
      reached: 0,
    });
  });

  it('checks anew for each request', async () => {
    const names = new Names([[UNUSED], [LOOPBACK]]);
    const outgoing = withNames(names);
    await outgoing.send({ method: 'GET', url: 'https://shop.example/', timeoutMs: 300 });
    expect(await outgoing.send({ method: 'GET', url: 'https://shop.example/' })).toMatchObject({
      kind: 'refused',
    });
  });

  it('reaches a private machine that the operator named, with its name', async () => {
    const port = await serve((request, response) =>
      response.end(`${request.method} ${request.headers.host}`),
    );
    const answer = await toOurs.send({ method: 'POST', url: `http://shop.lan:${port}/hook`, body: '{}' });
    expect(answer).toMatchObject({ kind: 'answered', status: 200, cut: false });
    expect(answer.kind === 'answered' && answer.body.toString()).toBe(`POST shop.lan:${port}`);
  });

  it('follows no redirect', async () => {
    let reached = 0;
    const port = await serve((request, response) => {
      if (request.url === '/inside') reached += 1;
      response.writeHead(302, { location: '/inside' }).end();
    });
    expect(await toOurs.send({ method: 'POST', url: `http://127.0.0.1:${port}/` })).toMatchObject({
      kind: 'answered',
      status: 302,
    });
    expect(reached).toBe(0);
  });

  it('reads no more of an endless answer than it was told to', async () => {
    const port = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
        response.once('drain', more);
      };
      more();
    });
    const answer = await toOurs.send({
      method: 'GET',
      url: `http://127.0.0.1:${port}/`,
      maxAnswerBytes: 1_000,
    });
    expect(answer).toMatchObject({ kind: 'answered', status: 200, cut: true });
    expect(answer.kind === 'answered' && answer.body.length).toBe(1_000);
  });

  it.each([
    ['never answers', () => undefined],
    ['never ends its answer', (_: unknown, response: { write(text: string): void }) => response.write('a')],
  ] as [string, RequestListener][])('gives up on a server that %s', async (_, listener) => {
    const port = await serve(listener);
    expect(await toOurs.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, timeoutMs: 200 })).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
  });

  it('gives up on a name server that does not respond', async () => {
    const silent = { publicName: () => new Promise<never>(() => undefined), privateName: async () => [] };
    const outgoing = new OutgoingRequests(new Set(), silent);
    expect(await outgoing.send({ method: 'GET', url: 'https://shop.example/', timeoutMs: 200 })).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
  });

  it('tells a name without an address, a closed port and a server without TLS apart', async () => {
    const port = await serve((_, response) => response.end());
    const of = (url: string): Promise<unknown> => toOurs.send({ method: 'GET', url });
    expect(await of('https://shop.example/')).toEqual({ kind: 'failed', reason: 'name_not_found' });
    expect(await of(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', reason: 'tls' });
    expect(await of('http://127.0.0.1:1/')).toEqual({ kind: 'failed', reason: 'connection' });
  });
});
