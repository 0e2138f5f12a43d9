import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../index.js';

@Module({})
class NothingModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createApplication(NothingModule, {
    name: 'lost',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ask = (url: string, headers: Record<string, string>, method: 'GET' | 'POST' = 'GET') =>
  app.inject({ method, url, headers });

describe('an address that leads nowhere', () => {
  it.each([
    ['fr-FR,fr;q=0.9', 'Il n’y a pas de page ici'],
    ['en-US', 'There is no page here'],
    ['de', 'There is no page here'],
  ])('is a page with a way on for a person who reads %s', async (language, title) => {
    const response = await ask('/bord', { accept: BROWSER, 'accept-language': language });
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'self'");
    expect(response.body).toContain(`<h1>${title}</h1>`);
    expect(response.body).toContain('href="/"');
  });

  it('says nothing of what was asked for', async () => {
    const { body } = await ask('/<script>alert(1)</script>?token=secret', { accept: BROWSER });
    expect(body).not.toContain('alert');
    expect(body).not.toContain('secret');
  });

  it.each([
    ['a program', '/bord', { accept: 'application/json' }, 'GET'],
    ['a program that takes anything', '/bord', { accept: '*/*' }, 'GET'],
    ['a form', '/bord', { accept: BROWSER }, 'POST'],
    ['the API', '/v1/nothing', { accept: BROWSER }, 'GET'],
  ] as const)('is a problem for %s', async (_who, url, headers, method) => {
    const response = await ask(url, headers, method);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status: 404, code: 'not-found' });
  });
});
