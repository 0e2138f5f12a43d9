import { describe, expect, it } from 'vitest';
import { dayAt, lengthOf, rangeOf } from './ranges.js';

describe('ranges of days', () => {
  it('takes the day from the clock of the store', () => {
    const instant = Date.parse('2026-03-29T23:30:00Z');
    expect(dayAt(instant, 'Europe/Paris')).toBe('2026-03-30');
    expect(dayAt(instant, 'America/New_York')).toBe('2026-03-29');
  });

  it('begins a week on Monday, also when today is Sunday', () => {
    expect(rangeOf('last_7_days', '2026-12-01')).toEqual({ from: '2026-11-25', to: '2026-12-01' });
    expect(rangeOf('this_week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(rangeOf('this_week', '2026-11-30')).toEqual({ from: '2026-11-30', to: '2026-12-06' });
    expect(rangeOf('last_week', '2026-11-30')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  });

  it('counts the days of both nights on which the clock changes as whole days', () => {
    expect(lengthOf({ from: '2026-03-28', to: '2026-03-30' })).toBe(3);
    expect(lengthOf({ from: '2026-10-24', to: '2026-10-26' })).toBe(3);
    expect(rangeOf('yesterday', '2026-03-30')).toEqual({ from: '2026-03-29', to: '2026-03-29' });
  });

  it('ends a month on its last day', () => {
    expect(rangeOf('this_month', '2028-02-03')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(rangeOf('this_month', '2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});
