import { describe, expect, it } from 'vitest';
import { oneProcess } from './one-process.js';
import { SEED, shortRun } from './short-runs.js';

describe('one process on the embedded database', () => {
  it(`keeps what it acknowledged through kill -9 and a bad network (seed ${SEED})`, async () => {
    const { breaches, figures } = await shortRun(oneProcess, [
      'client–server: slices',
      'kill -9 curbline',
      'client–server: reset',
      'client–server: hangs',
      'kill -9 curbline',
    ]);
    expect(breaches).toEqual([]);
    expect(figures).toMatchObject({ kills: 2, faults: 5 });
    expect(figures.acknowledged).toBeGreaterThan(50);
    expect(figures.eventsSeenByBoards).toBeGreaterThan(figures.events);
  }, 300_000);
});
