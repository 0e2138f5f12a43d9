import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEnv } from '@curbline/testkit';
import { DataSource } from 'typeorm';
import { launchCurbline, startCurbline } from '../../tools/launch-curbline.mjs';

/** The one-process program on a PostgreSQL with PostGIS: the same program, told DATABASE_URL. */
const name = `curbline_program_${randomBytes(6).toString('hex')}`;
const home = mkdtempSync(join(tmpdir(), 'curbline-e2e-postgres-'));
const dataDir = join(home, 'data');
let databaseUrl = '';

async function onServer(sql: string): Promise<void> {
  const server = new DataSource({ type: 'postgres', url: testEnv().postgresUrl, installExtensions: false });
  await server.initialize();
  await server.query(sql).finally(() => server.destroy());
}

beforeAll(async () => {
  await onServer(`create database ${name}`);
  const url = new URL(testEnv().postgresUrl ?? '');
  url.pathname = `/${name}`;
  databaseUrl = url.href;
});

afterAll(async () => {
  await onServer(`drop database if exists ${name} with (force)`);
  rmSync(home, { recursive: true, force: true });
});

describe('started on PostgreSQL', () => {
  it('makes its tables, serves, stops cleanly, and finds them again', async () => {
    const env = { DATABASE_URL: databaseUrl };
    for (const start of ['first', 'second']) {
      const program = await launchCurbline({ dataDir, env });
      const board = await fetch(`${program.url}/board`);
      expect([start, board.status]).toEqual([start, 200]);
      expect(await program.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
    }
    expect(existsSync(join(dataDir, 'PG_VERSION'))).toBe(false);
  }, 120_000);

  it('names the server it cannot reach, without its password, and stops', async () => {
    const url = new URL(databaseUrl);
    url.port = '1';
    const program = await startCurbline({ dataDir, env: { DATABASE_URL: url.href } });
    const end = await program.ended;
    expect(end.code).toBe(1);
    expect(program.output()).toContain(url.hostname);
    expect(program.output()).not.toContain(url.password);
  }, 120_000);
});
