import { describe, expect, it } from '@jest/globals';
import { oneProcess } from './one-process.js';
import { SEED, shortRun } from './short-runs.js';

describe('one process on the embedded database', () => {
  it(`keeps what it acknowledged through kill -9 and a bad network (seed ${SEED})`, async () => {
    const { breaches, figures } = await shortRun(oneProcess, [
      'client–server: slices',
      'kill -9 curbline',
      'client–server: hangs',
    ]);
    expect(breaches).toEqual([]);
    expect(figures).toMatchObject({ kills: 1, faults: 3 });
    expect(figures.acknowledged).toBeGreaterThan(20);
    expect(figures.eventsSeenByBoards).toBeGreaterThan(figures.events);
  }, 300_000);
});
