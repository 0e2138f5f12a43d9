import { describe, expect, it } from '@jest/globals';
import { isoOf, tapTime } from './instants.js';

describe('tapTime', () => {
  const now = Date.parse('2026-03-11T09:00:00Z');
  const earliest = now - 60_000;

  it('is now when the sender says nothing', () => {
    expect(tapTime(undefined, earliest, now)).toBe(now);
  });

  it('believes a tap within its limits, whatever offset it is written with', () => {
    expect(tapTime('2026-03-11T10:59:30+02:00', earliest, now)).toBe(now - 30_000);
  });

  it('draws in a tap from too long ago or from the future', () => {
    expect(tapTime(isoOf(now - 3_600_000), earliest, now)).toBe(earliest);
    expect(tapTime(isoOf(now + 3_600_000), earliest, now)).toBe(now);
  });
});
