import { describe, expect, it } from 'vitest';
import { isoOf, tapTime } from './instants.js';

describe('tapTime', () => {
  const now = Date.parse('2026-03-11T09:00:00Z');
  const earliest = now - 60_000;

  it('is now when the sender gives no time', () => {
    expect(tapTime(undefined, earliest, now)).toBe(now);
  });

  it('accepts a time within its limits, with any offset', () => {
    expect(tapTime('2026-03-11T10:59:30+02:00', earliest, now)).toBe(now - 30_000);
  });

  it('limits a time that is too old or in the future', () => {
    expect(tapTime(isoOf(now - 3_600_000), earliest, now)).toBe(earliest);
    expect(tapTime(isoOf(now + 3_600_000), earliest, now)).toBe(now);
  });
});
