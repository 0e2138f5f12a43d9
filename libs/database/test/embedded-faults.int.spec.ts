/**
 * What the embedded database promises about its folder, with real processes, real kills and, where
 * this machine lets us make one, a really full disk. One test runs on both kinds of database; the
 * rest is about the folder and runs where the run is about the embedded one.
 */
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@curbline/database';
import { makeEmbeddedFolder, SeededRandom, testDatabase, testEnv } from '@curbline/testkit';
import { startChild, type Child } from './child-process.js';

const SEED = Number(process.env['SEED'] ?? 7);

describe('a database that is closed', () => {
  it('refuses queries, and can be closed twice', async () => {
    const { database, close } = await testDatabase([]);
    await database.close();
    await expect(database.dataSource.query('SELECT 1')).rejects.toThrow(/not connected/i);
    await close();
  }, 180_000);
});

/** A disk of that size, or undefined where this process may not mount one. */
function smallDisk(megabytes: number): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'curbline-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    rmSync(place, { recursive: true, force: true });
    return undefined;
  }
}

(testEnv().database === 'embedded' ? describe : () => {})('the embedded database in its folder', () => {
  const children: Child[] = [];
  const folders: string[] = [];
  const start = (body: string, dataDir: string) => {
    const child = startChild(body, dataDir);
    children.push(child);
    return child;
  };
  const folder = async () => {
    const made = await makeEmbeddedFolder([]);
    folders.push(made);
    return made;
  };
  afterEach(() => Promise.all(children.splice(0).map((child) => child.kill())));
  afterAll(() => {
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });

  it('is refused while another process uses it, and available once that process is killed', async () => {
    const dataDir = await folder();
    const holder = start(
      `await openDatabase({ dataDir }); say('open'); setInterval(() => {}, 1e6);`,
      dataDir,
    );
    await holder.line('open');
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({
      reason: 'folder-in-use',
      message: expect.stringMatching(new RegExp(`${dataDir}.*process ${holder.process.pid}`)),
    });
    await holder.kill();
    const database = await openDatabase({ dataDir });
    expect(await database.dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await database.close();
  }, 180_000);

  it('flushes each commit to the disk before it acknowledges it', async () => {
    const { dataSource, close } = await openDatabase({ dataDir: await folder() });
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method'];
    const rows = await dataSource.query<{ name: string; setting: string }[]>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name',
      [settings],
    );
    await close();
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
      'fsync on',
      'full_page_writes on',
      'synchronous_commit on',
      'wal_sync_method fsync',
    ]);
  }, 180_000);

  it(`has every acknowledged row after kill -9 at any moment (seed ${SEED})`, async () => {
    const dataDir = await folder();
    const random = new SeededRandom(SEED);
    const acknowledged: number[] = [];
    for (let round = 0; round < 2; round += 1) {
      const writer = start(
        `const { dataSource } = await openDatabase({ dataDir });
         await dataSource.query('CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY)');
         const [{ n: from }] = await dataSource.query('SELECT coalesce(max(n), 0) + 1 AS n FROM kept');
         for (let n = from; ; n += 1) {
           await dataSource.query('INSERT INTO kept VALUES ($1)', [n]);
           say('row ' + n);
         }`,
        dataDir,
      );
      // By rows, not by time alone: a slow machine writes them too.
      await writer.line('row', random.integer(12, 60));
      await sleep(random.integer(0, 60));
      await writer.kill();
      acknowledged.push(...writer.lines.map((line) => Number(/^row (\d+)$/.exec(line)?.[1] ?? 0)));
    }
    const { dataSource, close } = await openDatabase({ dataDir });
    const rows = await dataSource.query<{ n: number }[]>('SELECT n FROM kept');
    await close();
    const there = new Set(rows.map(({ n }) => n));
    expect(acknowledged.length).toBeGreaterThan(20);
    expect(acknowledged.filter((n) => n > 0 && !there.has(n))).toEqual([]);
  }, 180_000);

  it('is created again after its creation was killed', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'curbline-half-'));
    folders.push(dataDir);
    const creator = start(`await openDatabase({ dataDir, onProgress: say });`, dataDir);
    await creator.line('Creating');
    await sleep(1_500);
    await creator.kill();
    expect(existsSync(join(dataDir, 'curbline.making'))).toBe(true);
    expect(existsSync(join(dataDir, 'database'))).toBe(true);
    const lines: string[] = [];
    const { dataSource, close } = await openDatabase({ dataDir, onProgress: (line) => lines.push(line) });
    expect(lines[0]).toMatch(/^Creating/);
    expect(await dataSource.query('SELECT postgis_version() IS NOT NULL AS ok')).toEqual([{ ok: true }]);
    await close();
    expect(existsSync(join(dataDir, 'curbline.making'))).toBe(false);
  }, 180_000);

  const disk = smallDisk(200);
  if (disk === undefined) return;
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('leaves no files on a disk that fills up during its creation', async () => {
    const dataDir = join(disk, 'new');
    const creator = start(
      `import { statfsSync, writeFileSync } from 'node:fs';
       const fill = (line) => {
         say(line);
         if (!line.startsWith('Creating')) return;
         const { bavail, bsize } = statfsSync(${JSON.stringify(disk)});
         writeFileSync(${JSON.stringify(join(disk, 'filler'))}, Buffer.alloc(bavail * bsize - 20 * 2 ** 20));
       };
       await openDatabase({ dataDir, onProgress: fill }).catch((error) => say(error.reason + ': ' + error.message));`,
      dataDir,
    );
    const said = await creator.line('disk-full');
    expect(said).toContain(dataDir);
    expect(await creator.ended()).toBe(0);
    expect(readdirSync(dataDir).sort()).toEqual(['curbline.lock', 'curbline.pid']);
    rmSync(join(disk, 'filler'));
    rmSync(dataDir, { recursive: true });
  }, 180_000);

  it('refuses a write on a full disk, and works again when there is space', async () => {
    const dataDir = join(disk, 'full');
    cpSync(await folder(), dataDir, { recursive: true });
    const writer = start(
      `import { rmSync, statfsSync, writeFileSync } from 'node:fs';
       const filler = ${JSON.stringify(join(disk, 'filler'))};
       const { dataSource, close } = await openDatabase({ dataDir });
       await dataSource.query('CREATE TABLE kept (n serial PRIMARY KEY, text text)');
       const insert = () => dataSource.query(
         "INSERT INTO kept (text) SELECT string_agg(md5(random()::text), '') FROM generate_series(1, 5000)");
       const { bavail, bsize } = statfsSync(${JSON.stringify(disk)});
       writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 4 * 2 ** 20)));
       let done = 0;
       try { for (;;) { await insert(); done += 1; } } catch (error) { say('refused ' + error.code); }
       rmSync(filler);
       await insert();
       const [{ n }] = await dataSource.query('SELECT count(*)::int AS n FROM kept');
       await close();
       say('kept ' + (n - done));`,
      dataDir,
    );
    expect(await writer.line('refused')).toBe('refused 53100');
    expect(await writer.line('kept')).toBe('kept 1');
    expect(await writer.ended()).toBe(0);
  }, 180_000);
});
