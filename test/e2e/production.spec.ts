/** What differs in production: no demo left, no secret printed, nothing open that need not be, and loud words. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCredentials } from '../../src/demo/credentials.js';
import { CookieJar } from '@curbline/simulation';
import { freePort, launchCurbline, type RunningCurbline } from '../../tools/launch-curbline.mjs';

const home = mkdtempSync(join(tmpdir(), 'curbline-production-'));
const dataDir = join(home, 'data');
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

let demo: DemoCredentials;
const secretsOf = ({ admin, apiKey, stores }: DemoCredentials): string[] => [
  admin.password,
  apiKey,
  ...stores.flatMap(({ people, invitation }) => [
    ...people.map(({ pin }) => pin),
    ...(invitation ? [invitation.link] : []),
  ]),
];

describe('a demonstration', () => {
  it('prints no secret, says which file has them, and closes its folder to others', async () => {
    const program = await launchCurbline({ dataDir });
    try {
      demo = JSON.parse(readFileSync(join(dataDir, 'demo-credentials.json'), 'utf8')) as DemoCredentials;
      const leaflet = readFileSync(join(dataDir, 'demo.txt'), 'utf8');
      for (const secret of secretsOf(demo)) {
        expect(program.output()).not.toContain(secret);
        expect(leaflet).toContain(secret);
      }
      expect(program.output()).toContain(`cat ${join(dataDir, 'demo.txt')}`);
      expect(program.output()).not.toContain('NOT SAFE');
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
      expect(statSync(join(dataDir, 'demo.txt')).mode & 0o777).toBe(0o600);
      await program.stop();
    } finally {
      await program.dispose();
    }
  }, 120_000);
});

describe('the same folder started as a production', () => {
  let program: RunningCurbline;
  let metricsPort = 0;
  beforeAll(async () => {
    metricsPort = await freePort();
    program = await launchCurbline({
      dataDir,
      env: {
        NODE_ENV: 'production',
        METRICS_LISTEN: String(metricsPort),
        METRICS_TOKEN: 'a token of our own',
      },
    });
  }, 120_000);
  afterAll(() => program.dispose());

  it('ends the demo’s people, keys and codes, and says so', async () => {
    expect(program.output()).toMatch(/This was a demonstration.*4 people, 1 admins, 1 API keys/);
    expect(() => readFileSync(join(dataDir, 'demo.txt'))).toThrow('ENOENT');
    const ask = (path: string, body: object, headers = {}): Promise<Response> =>
      fetch(`${program.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await ask('/v1/sign-in', demo.admin)).status).toBe(401);
    const order = { storeId: demo.stores[0]?.id, customer: { firstName: 'A' } };
    const key = { authorization: `Bearer ${demo.apiKey}`, 'idempotency-key': 'after-the-demo' };
    expect((await ask('/v1/orders', order, key)).status).toBe(401);
    const link = demo.stores[0]?.invitation?.link.split('#')[1];
    expect((await ask('/v1/link', { token: link })).status).toBe(410);
  });

  it('has no admin, and gives its operator the address that makes one, in a file of their own', async () => {
    const file = join(dataDir, 'first-admin.txt');
    const [, invitation = ''] = readFileSync(file, 'utf8').trim().split('#first-admin=');
    expect(invitation).not.toBe('');
    expect(program.output()).toContain(`cat ${file}`);
    expect(program.output()).not.toContain(invitation);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const installation = async (): Promise<unknown> => (await fetch(`${program.url}/v1/installation`)).json();
    expect(await installation()).toEqual({ adminExists: false, signInWith: null, demonstration: [] });
    const person = { name: 'Inès Caron', login: 'ines@example.org', password: 'quatre chevaux sur un quai' };
    const made = await fetch(`${program.url}/v1/first-admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...person, invitation }),
    });
    expect(made.status).toBe(200);
    expect(await installation()).toEqual({ adminExists: true, signInWith: null, demonstration: [] });
  });

  it('has no page of the demonstration, and no page of ours may be framed', async () => {
    const [demo, nowhere] = [await fetch(`${program.url}/demo`), await fetch(`${program.url}/nowhere`)];
    expect([demo.status, nowhere.status]).toEqual([404, 404]);
    const unnamed = async (answer: Response): Promise<string> =>
      (await answer.text()).replaceAll(/demo|nowhere|"requestId":"[^"]*"/g, '');
    expect(await unnamed(demo)).toBe(await unnamed(nowhere));
    const { headers } = await fetch(`${program.url}/board`);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('says loudly that its address is not safe', () =>
    expect.poll(() => program.output()).toContain('NOT SAFE FOR PRODUCTION: PUBLIC_URL is not set'));

  it('tells its figures on an address of their own, and on the public one to the token alone', async () => {
    const publicly = (token?: string): Promise<Response> =>
      fetch(
        `${program.url}/metrics`,
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
      );
    expect((await publicly()).status).toBe(404);
    expect((await publicly('a token of theirs')).status).toBe(404);
    expect((await publicly('a token of our own')).status).toBe(200);
    const inside = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
    expect(await inside.text()).toContain('curbline_http_request_duration_seconds');
    expect((await fetch(`http://127.0.0.1:${metricsPort}/v1/me`)).status).toBe(404);
  });

  it('shows its API’s description to managers alone', async () => {
    for (const path of ['/docs', '/docs-json', '/docs/asyncapi.json', '/docs/style.css'])
      expect([path, (await fetch(`${program.url}${path}`)).status]).toEqual([path, 401]);
  });
});

describe('with --demo a production', () => {
  it('has a demonstration anew, whose manager reads the API’s description', async () => {
    const program = await launchCurbline({
      dataDir,
      env: { NODE_ENV: 'production', PUBLIC_URL: 'https://pickup.example' },
      args: ['--demo'],
    });
    try {
      expect(program.output()).not.toContain('NOT SAFE');
      const { admin } = JSON.parse(
        readFileSync(join(dataDir, 'demo-credentials.json'), 'utf8'),
      ) as DemoCredentials;
      expect(admin.password).not.toBe(demo.admin.password);
      const jar = new CookieJar(program.url);
      await jar.send('POST', '/v1/sign-in', admin);
      expect((await jar.fetch('/docs-json', {})).status).toBe(200);
    } finally {
      await program.dispose();
    }
  }, 120_000);
});
