import { describe, expect, it } from 'vitest';
import { isDue, planSampling, type SamplingNeeds } from './sampling-plan.js';

const far: SamplingNeeds = {
  sharing: true,
  visible: true,
  nextFixInS: 60,
  failures: 0,
  sinceLastMs: 0,
};

describe('when to ask the phone where it is', () => {
  it('never without a yes, never hidden', () => {
    expect(planSampling({ ...far, sharing: false })).toEqual({ kind: 'off' });
    expect(planSampling({ ...far, visible: false })).toEqual({ kind: 'off' });
  });

  it('at once and precisely for the first position, and when the page is seen again', () => {
    const now = { kind: 'once', afterMs: 0, precise: true };
    expect(planSampling({ ...far, nextFixInS: null, sinceLastMs: null })).toEqual(now);
    expect(planSampling({ ...far, sinceLastMs: null })).toEqual(now);
  });

  it('as late as the server lets it, far away, and without the precise receiver', () => {
    expect(planSampling(far)).toEqual({ kind: 'once', afterMs: 60_000, precise: false });
    expect(planSampling({ ...far, sinceLastMs: 45_000 })).toEqual({
      kind: 'once',
      afterMs: 15_000,
      precise: false,
    });
    expect(planSampling({ ...far, sinceLastMs: 90_000 })).toEqual({
      kind: 'once',
      afterMs: 0,
      precise: false,
    });
  });

  it('precisely when nearer, and all the time at the end of the way', () => {
    expect(planSampling({ ...far, nextFixInS: 25 })).toMatchObject({ kind: 'once', precise: true });
    expect(planSampling({ ...far, nextFixInS: 5 })).toEqual({ kind: 'watch', everyMs: 5_000 });
  });

  it('stays sane whatever the server asks', () => {
    expect(planSampling({ ...far, nextFixInS: 0 })).toEqual({ kind: 'watch', everyMs: 1_000 });
    expect(planSampling({ ...far, nextFixInS: -5 })).toEqual({ kind: 'watch', everyMs: 1_000 });
    expect(planSampling({ ...far, nextFixInS: 1e9 })).toMatchObject({ kind: 'once', afterMs: 600_000 });
  });

  it('tries again after failures, with growing waits, with and without the precise receiver', () => {
    const waits = [1, 2, 3, 4, 5, 6, 50].map((failures) => planSampling({ ...far, failures }));
    expect(waits.map((plan) => (plan.kind === 'once' ? plan.afterMs / 1000 : null))).toEqual([
      2, 5, 10, 20, 30, 30, 30,
    ]);
    expect(new Set(waits.map((plan) => plan.kind === 'once' && plan.precise))).toEqual(
      new Set([true, false]),
    );
  });
});

describe('a position of the running watch', () => {
  it('is due at the server’s interval, give or take a tick', () => {
    expect(isDue(null, 5_000)).toBe(true);
    expect(isDue(3_000, 5_000)).toBe(false);
    expect(isDue(4_600, 5_000)).toBe(true);
  });
});
