import { describe, expect, it } from 'vitest';
import { manyProcesses } from './many-processes.js';
import { SEED, shortRun } from './short-runs.js';

describe('four services, two of each, on PostgreSQL and Redis', () => {
  it(`keep what they acknowledged through kills and broken lines (seed ${SEED})`, async () => {
    const { breaches, figures } = await shortRun(manyProcesses, [
      'kill -9 one copy of each',
      'server–postgres: hangs',
      'kill -9 postgres',
      'server–redis: down',
      'kill -9 redis',
      'client–server: closes late',
      'kill -9 both copies of gateway',
    ]);
    expect(breaches).toEqual([]);
    expect(figures).toMatchObject({ kills: 8, faults: 7 });
    expect(figures.acknowledged).toBeGreaterThan(50);
    expect(figures.eventsSeenByBoards).toBeGreaterThan(figures.events);
  }, 300_000);
});
