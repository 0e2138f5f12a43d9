import { describe, expect, it } from '@jest/globals';
import { EdgeRateLimits, WINDOW_MS } from './edge-rate-limits.js';

const NOW = 1_700_000_000_000;
const ADDRESS = '203.0.113.7';
const budgets = (
  limits: { perAddress?: number; perCaller?: number; perNetwork?: number } = {},
): EdgeRateLimits => new EdgeRateLimits({ perAddress: 3, perCaller: 3, perNetwork: 100, ...limits });

describe('EdgeRateLimits', () => {
  it('says how long an address must wait whose minute is used up, and lets it in afterwards', () => {
    const spent = budgets();
    for (let i = 0; i < 3; i += 1) expect(spent.spend(ADDRESS, undefined, NOW)).toBe(0);
    expect(spent.spend(ADDRESS, undefined, NOW + 20_000)).toBe(WINDOW_MS - 20_000);
    expect(spent.spend(ADDRESS, undefined, NOW + WINDOW_MS)).toBe(0);
  });

  it('counts a caller who is known for themselves and not for their address', () => {
    const spent = budgets();
    for (let i = 0; i < 4; i += 1) spent.spend(ADDRESS, undefined, NOW);
    expect(spent.spend(ADDRESS, 'anna', NOW)).toBe(0);
    for (let i = 0; i < 2; i += 1) spent.spend('198.51.100.9', 'anna', NOW);
    expect(spent.spend('198.51.100.9', 'anna', NOW)).toBeGreaterThan(0);
    expect(spent.spend('198.51.100.9', undefined, NOW)).toBe(0);
  });

  it('holds for all together, and for all addresses of one IPv6 site', () => {
    const spent = budgets({ perAddress: 100, perNetwork: 5 });
    for (let i = 0; i < 5; i += 1) expect(spent.spend(`2001:db8:1:${i}::1`, undefined, NOW)).toBe(0);
    expect(spent.spend('2001:db8:1:99::1', 'anna', NOW)).toBeGreaterThan(0);
    expect(spent.spend('2001:db8:2::1', undefined, NOW)).toBe(0);
  });

  it('does not make a minute last longer when the clock is set back', () => {
    const spent = budgets();
    for (let i = 0; i < 4; i += 1) spent.spend(ADDRESS, undefined, NOW);
    expect(spent.spend(ADDRESS, undefined, NOW - 3_600_000)).toBe(0);
  });
});
