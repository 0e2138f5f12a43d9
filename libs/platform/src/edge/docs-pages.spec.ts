import { afterEach, describe, expect, it } from 'vitest';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication, DocsReaders, type PlatformInput, Public } from '../index.js';

@Controller('v1')
class OpenController {
  @Get('open')
  @Public()
  open() {
    return {};
  }
}

@Module({ controllers: [OpenController] })
class OpenModule {}

let app: NestFastifyApplication;
afterEach(() => app.close());

async function start(docs: PlatformInput['docs']): Promise<string> {
  app = await createApplication(OpenModule, {
    name: 'docs',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
    docs,
  });
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}

/** Without the client's own decoding. */
function bytesOf(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>(
    (resolve, reject) => {
      request(url, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}

describe('the API’s description', () => {
  it('is compressed once, and answered with 304 to a client that has it', async () => {
    const url = await start('open');
    const plain = await bytesOf(`${url}/docs-json`, {});
    expect(JSON.parse(plain.body.toString())).toMatchObject({ openapi: '3.1.0' });
    const small = await bytesOf(`${url}/docs-json`, { 'accept-encoding': 'gzip, br' });
    expect(small.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(small.body).equals(plain.body)).toBe(true);
    const etag = String(small.headers['etag']);
    const again = await bytesOf(`${url}/docs-json`, { 'if-none-match': etag });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const refused = await bytesOf(`${url}/docs-json`, { 'accept-encoding': 'br;q=0, gzip' });
    expect(refused.headers['content-encoding']).toBe('gzip');
    for (const path of ['/docs', '/docs/', '/docs/asyncapi.json', '/docs/style.css']) {
      const file = await bytesOf(`${url}${path}`, { 'accept-encoding': 'br' });
      expect([path, file.status, file.headers['content-encoding']]).toEqual([path, 200, 'br']);
    }
    expect((await bytesOf(`${url}/docs/nothing`, {})).status).toBe(404);
    const page = await bytesOf(`${url}/docs`, {});
    expect(page.headers['content-security-policy']).toContain("style-src 'self';");
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.body.toString()).not.toMatch(/<script|style="/);
  }, 30_000);

  it('is sent a thousand times within five seconds', async () => {
    const url = await start('open');
    await bytesOf(`${url}/docs-json`, {});
    const from = performance.now();
    for (let i = 0; i < 1_000; i += 1) await bytesOf(`${url}/docs-json`, { 'accept-encoding': 'br' });
    expect(performance.now() - from).toBeLessThan(5_000);
  }, 30_000);

  it('is for managers only when the settings say so, in every spelling of its path', async () => {
    const url = await start('managers');
    app.get(DocsReaders).setCheck(async (cookie) => cookie === 'manager=1');
    for (const path of [
      '/docs',
      '/docs/',
      '/docs-json',
      '/docs-yaml',
      '/docs/asyncapi.json',
      '/docs/style.css',
      '/docs-json?x=1',
      '/%64ocs-json',
      '//docs-json',
      '/Docs-json',
      '/docs-json/',
    ]) {
      const { status, body } = await bytesOf(`${url}${path}`, {});
      expect([401, 404]).toContain(status);
      expect(body.toString()).not.toContain('openapi');
    }
    expect((await bytesOf(`${url}/docs-json`, { cookie: 'manager=1' })).status).toBe(200);
  }, 30_000);

  it('does not exist when it is off', async () => {
    const url = await start('off');
    for (const path of ['/docs', '/docs-json', '/docs/asyncapi.json'])
      expect((await bytesOf(`${url}${path}`, {})).status).toBe(404);
  });
});
