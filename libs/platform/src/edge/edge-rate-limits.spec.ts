import { describe, expect, it } from 'vitest';
import { EdgeRateLimits, WINDOW_MS } from './edge-rate-limits.js';

const NOW = 1_700_000_000_000;
const ADDRESS = '203.0.113.7';
const rateLimits = (
  limits: { perAddress?: number; perCaller?: number; perNetwork?: number } = {},
): EdgeRateLimits => new EdgeRateLimits({ perAddress: 3, perCaller: 3, perNetwork: 100, ...limits });

describe('EdgeRateLimits', () => {
  it('returns how long an address must wait when its minute is used up, and allows requests afterwards', () => {
    const limits = rateLimits();
    for (let i = 0; i < 3; i += 1) expect(limits.spend(ADDRESS, undefined, NOW)).toBe(0);
    expect(limits.spend(ADDRESS, undefined, NOW + 20_000)).toBe(WINDOW_MS - 20_000);
    expect(limits.spend(ADDRESS, undefined, NOW + WINDOW_MS)).toBe(0);
  });

  it('counts a known caller by name and not by address', () => {
    const limits = rateLimits();
    for (let i = 0; i < 4; i += 1) limits.spend(ADDRESS, undefined, NOW);
    expect(limits.spend(ADDRESS, 'anna', NOW)).toBe(0);
    for (let i = 0; i < 2; i += 1) limits.spend('198.51.100.9', 'anna', NOW);
    expect(limits.spend('198.51.100.9', 'anna', NOW)).toBeGreaterThan(0);
    expect(limits.spend('198.51.100.9', undefined, NOW)).toBe(0);
  });

  it('limits all callers of one IPv6 site together', () => {
    const limits = rateLimits({ perAddress: 100, perNetwork: 5 });
    for (let i = 0; i < 5; i += 1) expect(limits.spend(`2001:db8:1:${i}::1`, undefined, NOW)).toBe(0);
    expect(limits.spend('2001:db8:1:99::1', 'anna', NOW)).toBeGreaterThan(0);
    expect(limits.spend('2001:db8:2::1', undefined, NOW)).toBe(0);
  });

  it('does not extend a window when the clock is set back', () => {
    const limits = rateLimits();
    for (let i = 0; i < 4; i += 1) limits.spend(ADDRESS, undefined, NOW);
    expect(limits.spend(ADDRESS, undefined, NOW - 3_600_000)).toBe(0);
  });
});
