import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultProxy } from './fault-proxy.js';

/** A server that echoes, behind a proxy; and one connection through it. */
describe('a fault proxy', () => {
  let server: Server;
  let proxy: FaultProxy;
  let port: number;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    server = createServer((socket) => void socket.on('error', () => {}).pipe(socket));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const before = await FaultProxy.before(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
    proxy = before.proxy;
    port = Number(new URL(before.url).port);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await proxy.close();
    server.close();
  });

  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let heard = '';
    let chunks = 0;
    const over: { error?: string; closed?: boolean } = {};
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
      chunks += 1;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => void (over.error = error.code));
    socket.on('close', () => void (over.closed = true));
    await new Promise((connected) => socket.once('connect', connected));
    return {
      socket,
      over,
      chunks: () => chunks,
      /** Sends and waits for the echo. @returns how long it took, ms. */
      echo: async (text: string, withinMs = 2_000): Promise<number> => {
        const startedAt = performance.now();
        heard = '';
        socket.write(text);
        while (heard !== text && performance.now() - startedAt < withinMs) await sleep(2);
        return heard === text ? performance.now() - startedAt : Number.POSITIVE_INFINITY;
      },
    };
  };

  it('passes bytes both ways, also large ones', async () => {
    const { echo } = await open();
    expect(await echo('x'.repeat(3_000_000), 5_000)).toBeLessThan(5_000);
  });

  it('adds latency to both ways and keeps the order under jitter', async () => {
    const { echo } = await open();
    proxy.reshape({ latencyMs: 30, jitterMs: 20 });
    expect(await echo(Array.from({ length: 200 }, (_, n) => `${n},`).join(''))).toBeGreaterThanOrEqual(58);
  });

  it('thins the line', async () => {
    const { echo } = await open();
    proxy.reshape({ bytesPerS: 20_000 });
    expect(await echo('x'.repeat(1_000))).toBeGreaterThanOrEqual(90);
  });

  it('cuts messages into pieces', async () => {
    const { echo, chunks } = await open();
    proxy.reshape({ sliceBytes: 3, slicePauseMs: 2 });
    expect(await echo('0123456789')).toBeLessThan(1_000);
    expect(chunks()).toBeGreaterThan(1);
  });

  it('hangs without a word, and what was held back arrives afterwards', async () => {
    const { echo, over } = await open();
    proxy.hang();
    const asked = echo('hello', 1_000);
    await sleep(80);
    expect(over).toEqual({});
    proxy.mend();
    expect(await asked).toBeGreaterThanOrEqual(79);
  });

  it('resets what is open and serves what comes', async () => {
    const first = await open();
    await first.echo('a');
    proxy.reset();
    await sleep(20);
    expect(first.over).toEqual({ error: 'ECONNRESET', closed: true });
    expect(await (await open()).echo('b')).toBeLessThan(1_000);
  });

  it('is down until it is mended', async () => {
    const first = await open();
    proxy.cut();
    await sleep(20);
    expect(first.over.closed).toBe(true);
    const second = await open();
    expect(await second.echo('b', 50)).toBe(Number.POSITIVE_INFINITY);
    proxy.mend();
    expect(await (await open()).echo('c')).toBeLessThan(1_000);
  });

  it('closes late when told to', async () => {
    const { socket, over, echo } = await open();
    await echo('a');
    proxy.reshape({ slowCloseMs: 60 });
    socket.end();
    await sleep(40);
    expect(over).toEqual({});
    await sleep(150);
    expect(over).toEqual({ closed: true });
  });

  it('mutes only what is open now', async () => {
    const first = await open();
    await first.echo('a');
    proxy.mute();
    expect(await first.echo('b', 50)).toBe(Number.POSITIVE_INFINITY);
    expect(await (await open()).echo('c')).toBeLessThan(1_000);
  });
});
