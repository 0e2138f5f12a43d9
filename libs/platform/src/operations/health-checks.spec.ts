import { beforeAll, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { HealthChecks } from './health-checks.js';

beforeAll(() => Logger.overrideLogger(false));

it('names the failed check, and is ready again when it passes', async () => {
  const health = new HealthChecks();
  let up = false;
  health.register('database', () => (up ? Promise.resolve() : Promise.reject(new Error('away'))));
  expect(await health.readiness()).toEqual({ status: 'not-ready', checks: { database: 'failed' } });
  up = true;
  expect(await health.readiness()).toEqual({ status: 'ready', checks: { database: 'ok' } });
});

it('is not ready once the program is stopping, although its checks pass', async () => {
  const health = new HealthChecks();
  health.register('database', () => Promise.resolve());
  expect(health.stopping).toBe(false);
  health.stop();
  expect(health.stopping).toBe(true);
  expect(await health.readiness()).toEqual({ status: 'not-ready', checks: { database: 'ok' } });
});
