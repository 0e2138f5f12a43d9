import { describe, expect, it } from 'vitest';
import { blend, remainingRouted } from './index.js';

describe('blending', () => {
  it('lets the narrower estimate weigh more and names it', () => {
    const wide = { seconds: 300, low: 100, high: 900, source: 'position' };
    const narrow = { seconds: 200, low: 170, high: 240, source: 'history' };
    const both = blend([wide, narrow]);
    expect(both?.source).toBe('history');
    expect(both?.seconds).toBeGreaterThan(199);
    expect(both?.seconds).toBeLessThan(230);
    expect(blend([wide])).toMatchObject({ source: 'position' });
    expect(blend([wide])?.seconds).toBeCloseTo(300, 6);
  });

  it('ignores invalid estimates, and gives none without any', () => {
    expect(blend([])).toBeUndefined();
    expect(blend([{ seconds: NaN, low: 0, high: 1, source: 'router' }])).toBeUndefined();
  });

  it('counts a router’s time down, and adds the way from the road to the bay', () => {
    expect(remainingRouted(300, 0).seconds).toBe(345);
    expect(remainingRouted(300, 100).seconds).toBe(245);
    expect(remainingRouted(0, 900)).toMatchObject({ seconds: 0, low: 0 });
  });
});
