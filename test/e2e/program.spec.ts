import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureTile, smallArchive } from '@curbline/testkit';
import { CookieJar } from '@curbline/simulation';
import { launchCurbline, startCurbline, type RunningCurbline } from '../../tools/launch-curbline.mjs';

/**
 * The program as a person meets it: started, stopped, killed, started wrong. One data folder lives through the
 * whole story, so that each start but the first is a later start.
 */
const home = mkdtempSync(join(tmpdir(), 'curbline-e2e-program-'));
const dataDir = join(home, 'data');
const mapFile = join(home, 'lot.pmtiles');
const map = smallArchive(pictureTile([90, 120, 90]));

interface DemoLogin {
  readonly admin: { readonly login: string; readonly password: string };
}

async function pageStatus(program: RunningCurbline, path: string): Promise<number> {
  return (await fetch(`${program.url}${path}`)).status;
}

afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

describe('the first start, on nothing', () => {
  let program: RunningCurbline;
  beforeAll(async () => {
    writeFileSync(mapFile, map);
    program = await launchCurbline({
      dataDir,
      env: { BASE_MAP: mapFile, BASE_MAP_ATTRIBUTION: '© OpenStreetMap' },
    });
  }, 260_000);
  afterAll(async () => {
    await program.dispose();
  });

  it('serves its pages, its documentation and its health', async () => {
    for (const path of [
      '/',
      '/p',
      '/board',
      '/manager',
      '/demo',
      '/health/live',
      '/health/ready',
      '/metrics',
      '/docs',
    ]) {
      expect([path, await pageStatus(program, path)]).toEqual([path, 200]);
    }
  });

  it('lets the board, and the page that frames it, use the camera and the WebAssembly that reads its pictures', async () => {
    const policies = async (path: string): Promise<string> => {
      const { headers } = await fetch(`${program.url}${path}`);
      return `${headers.get('content-security-policy')} ${headers.get('permissions-policy')}`;
    };
    for (const path of ['/board', '/demo'])
      expect(await policies(path)).toMatch(/script-src 'self' 'wasm-unsafe-eval';.* camera=\(self\)/);
    for (const path of ['/', '/p', '/manager', '/nowhere', '/v1/stores', '/docs']) {
      expect(await policies(path)).toMatch(/camera=\(\)/);
      expect(await policies(path)).not.toContain('unsafe-eval');
    }
  });

  it('says where the pages are', () => {
    for (const path of ['/board', '/manager']) expect(program.output()).toContain(`${program.url}${path}`);
  });

  it('keeps the demo credentials to itself', () => {
    const file = join(dataDir, 'demo-credentials.json');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toMatch(/"(password|1234|123456|changeme)"\s*[,}]/);
  });

  it('gives managers the operator’s map, whole or in parts, and strangers none of it', async () => {
    const file = `${program.url}/v1/base-map/file`;
    for (const url of [`${program.url}/v1/base-map`, file]) expect((await fetch(url)).status).toBe(401);
    const { admin } = JSON.parse(readFileSync(join(dataDir, 'demo-credentials.json'), 'utf8')) as DemoLogin;
    const jar = new CookieJar(program.url);
    await jar.send('POST', '/v1/sign-in', admin);
    expect(await jar.send('GET', '/v1/base-map')).toEqual({
      baseMap: { kind: 'archive', url: '/v1/base-map/file', attribution: '© OpenStreetMap' },
    });
    const ask = (range?: string) =>
      fetch(file, { headers: { cookie: jar.header(), ...(range !== undefined && { range }) } });
    const whole = await ask();
    expect([whole.status, Buffer.from(await whole.arrayBuffer()).equals(map)]).toEqual([200, true]);
    const part = await ask('bytes=7-18');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 7-18/${map.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(map.subarray(7, 19));
    expect((await ask(`bytes=${map.length}-`)).status).toBe(416);
    const { headers } = await fetch(`${program.url}/manager`);
    expect(headers.get('content-security-policy')).toContain("connect-src 'self';");
  });

  it('refuses a second start on the same folder, and goes on', async () => {
    const second = await startCurbline({ dataDir });
    const end = await second.ended;
    expect(end.code).toBe(1);
    expect(second.output()).toContain(dataDir);
    expect(await pageStatus(program, '/health/ready')).toBe(200);
  });

  it('stops cleanly on SIGTERM within 10 s', async () => {
    const end = await program.stop('SIGTERM');
    expect(end).toMatchObject({ code: 0, signal: null });
    expect(end.tookMs).toBeLessThan(10_000);
  });
});

describe('later starts', () => {
  it('stops cleanly on Ctrl-C', async () => {
    const program = await launchCurbline({ dataDir });
    expect(await program.stop('SIGINT')).toMatchObject({ code: 0, signal: null });
  });

  it('comes back after kill -9, without help', async () => {
    const killed = await launchCurbline({ dataDir });
    expect(await killed.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    const again = await launchCurbline({ dataDir });
    expect(await pageStatus(again, '/board')).toBe(200);
    await again.stop();
    // Two starts, each of a minute where nothing is left of the processor.
  }, 180_000);
});

describe('started wrong', () => {
  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/curbline'],
    ['PUBLIC_URL', 'not a url'],
  ])('names %s when it is %s, and stops', async (name, value) => {
    const program = await startCurbline({ dataDir: join(home, 'unused'), env: { [name]: value } });
    const end = await program.ended;
    expect(end.code).toBe(1);
    expect(program.output()).toContain(name);
    expect(program.output()).not.toMatch(/^\s+at .*\.js:\d+/m);
    expect(readdirSync(home)).not.toContain('unused');
  });

  it('names the port that is taken, and stops', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    const program = await startCurbline({ dataDir, env: { PORT: port } });
    const end = await program.ended;
    await new Promise((resolve) => holder.close(resolve));
    expect(end.code).toBe(1);
    expect(program.output()).toContain(port);
  });
});
