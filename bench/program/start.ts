/** The whole program in this process, on a fresh database, with the demo's stores: what the benches measure. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FixInput } from '@curbline/contracts/http';
import { testDatabase } from '@curbline/testkit';
import { composeApplication, migrationSets } from '../../dist/src/compose.js';
import { DEMO_STORES } from '../../dist/src/demo/demo-stores.js';
import { seedDemo, type Demo } from '../../dist/src/demo/seed-demo.js';
import { durationMs, generateDrive, SeededRandom } from '@curbline/simulation';

export interface Started {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly demo: Demo;
  readonly storeId: string;
  close(): Promise<void>;
}

type ProgramOptions = Parameters<typeof composeApplication>[0]['platform'];

/** @param more what the bench needs of the platform besides */
export async function startProgram(more: Partial<ProgramOptions> = {}): Promise<Started> {
  const { database, close } = await testDatabase(migrationSets);
  const dataDir = mkdtempSync(join(tmpdir(), 'curbline-bench-'));
  const limits = { perAddress: 1e9, fixesPerSession: 1e9, perCaller: 1e9, perNetwork: 1e9 };
  const platform = {
    name: 'bench',
    publicUrl: 'http://localhost',
    log: { level: 'silent' as const },
    // Clients of a bench say whose they are: one address may only open so many sockets.
    trustProxy: ['loopback'],
    limits,
    // All boards of a bench belong to one enrolled device.
    connectionLimits: { perDevice: 1e6, attemptsPerDevice: 1e6 },
  };
  const app = await composeApplication({
    database,
    keysFolder: join(dataDir, 'keys'),
    platform: { ...platform, handleSignals: false, ...more },
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const demo = await seedDemo(app, dataDir);
  return {
    app,
    url: `http://127.0.0.1:${port}`,
    demo,
    storeId: DEMO_STORES[0].id,
    close: async () => {
      await app.close();
      await close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A made-up drive that ends in the first store's first bay just now, a fix a second. */
export function fixesOfDrive(seed: number, lengthM = 900): FixInput[] {
  const [longitude, latitude] = DEMO_STORES[0].settings.bays[0]!.position.coordinates;
  const journey = generateDrive(
    { goal: { latitude, longitude }, lengthM, parkedS: 40 },
    new SeededRandom(seed),
  );
  const zero = Date.now() - durationMs(journey);
  return journey.map(({ atMs, ...fix }) => ({ ...fix, recordedAt: zero + atMs }));
}

/** @param share 0.5 for the median */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
