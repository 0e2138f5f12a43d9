import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@curbline/testkit';
import { composeApplication, migrationSets } from '../../src/compose.js';
import { seedDemo } from '../../src/demo/seed-demo.js';
import type { Fault, Cluster } from './cluster.js';
import { SEED, shortRun } from './short-runs.js';

const FIVE_MINUTES_MS = 300_000;

/** The program in this process, because here its clock can be moved. */
async function withMovableClock(): Promise<Cluster> {
  let offMs = 0;
  const clock = { now: () => Date.now() + offMs };
  const moved = (name: string, byMs: number): Fault => ({
    name,
    kills: 0,
    async inflict(ms) {
      offMs += byMs;
      await sleep(ms);
    },
  });
  const { database, close } = await testDatabase(migrationSets);
  const dataDir = mkdtempSync(join(tmpdir(), 'curbline-clock-'));
  const app = await composeApplication({
    database,
    platform: {
      name: 'curbline-clock',
      publicUrl: 'http://localhost',
      log: { level: 'silent' },
      handleSignals: false,
      trustProxy: ['loopback'],
      clock,
    },
  });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const { credentials } = await seedDemo(app, dataDir);
  return {
    shape: 'one process, its clock moved',
    url,
    direct: url,
    credentials,
    kills: [],
    others: [moved('ahead by 5 min', FIVE_MINUTES_MS), moved('back by 5 min', -FIVE_MINUTES_MS)],
    async stop() {
      await app.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

describe('a server whose clock is moved', () => {
  it(`goes on, ahead and back by five minutes, and its boards with it (seed ${SEED})`, async () => {
    const { breaches, figures } = await shortRun(withMovableClock, [
      'ahead by 5 min',
      'back by 5 min',
      'back by 5 min',
    ]);
    expect(breaches).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(30);
  }, 300_000);
});
