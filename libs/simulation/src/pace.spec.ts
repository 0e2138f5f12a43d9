import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

const never = new AbortController().signal;

async function tookMs(work: Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
}

describe('the pace of a simulation', () => {
  it('shortens pauses by its factor', async () => {
    const took = await tookMs(new Pace(20).pause(2_000, never));
    expect(took).toBeGreaterThan(90);
    expect(took).toBeLessThan(1_000);
  });

  it('changes pauses that have begun', async () => {
    const pace = new Pace(1);
    const long = tookMs(pace.pause(600_000, never));
    pace.set(1_000_000);
    expect(await long).toBeLessThan(5_000);
    expect(pace.factor).toBe(1_000_000);
    expect(pace.elapsedS).toBeGreaterThanOrEqual(600);
  });

  it('ends a pause when the simulation ends', async () => {
    const end = new AbortController();
    const pause = tookMs(new Pace(1).pause(600_000, end.signal));
    end.abort();
    expect(await pause).toBeLessThan(5_000);
    expect(await tookMs(new Pace(1).pause(600_000, end.signal))).toBeLessThan(5_000);
  });
});
