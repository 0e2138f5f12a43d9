import { describe, expect, it } from '@jest/globals';
import { isOpenAt } from './opening-hours.js';

const at = (iso: string): number => Date.parse(iso);
const week = (monday: { from: string; to: string }[], others: { from: string; to: string }[] = []) => [
  monday,
  ...Array.from({ length: 6 }, () => others),
];

describe('isOpenAt', () => {
  it('reads the span on the wall clock of the store, not on the server’s', () => {
    const hours = week([{ from: '08:00', to: '20:00' }]);
    // Monday 2 March 2026: Paris is UTC+1, Tokyo UTC+9.
    expect(isOpenAt(hours, 'Europe/Paris', at('2026-03-02T07:00:00Z'))).toBe(true);
    expect(isOpenAt(hours, 'Europe/Paris', at('2026-03-02T06:59:00Z'))).toBe(false);
    expect(isOpenAt(hours, 'Asia/Tokyo', at('2026-03-02T07:00:00Z'))).toBe(true);
    expect(isOpenAt(hours, 'Asia/Tokyo', at('2026-03-02T12:00:00Z'))).toBe(false);
  });

  it('closes at the end of the span, to the minute', () => {
    const hours = week([{ from: '08:00', to: '20:00' }]);
    expect(isOpenAt(hours, 'UTC', at('2026-03-02T19:59:59Z'))).toBe(true);
    expect(isOpenAt(hours, 'UTC', at('2026-03-02T20:00:00Z'))).toBe(false);
  });

  it('lets a span run over midnight into the next day, Sunday into Monday too', () => {
    const hours = [[], [], [], [], [], [], [{ from: '22:00', to: '02:00' }]];
    expect(isOpenAt(hours, 'UTC', at('2026-03-01T23:30:00Z'))).toBe(true);
    expect(isOpenAt(hours, 'UTC', at('2026-03-02T01:59:00Z'))).toBe(true);
    expect(isOpenAt(hours, 'UTC', at('2026-03-02T02:00:00Z'))).toBe(false);
  });

  it('takes 24:00 as the end of the day and 00:00 to 00:00 as the whole day', () => {
    expect(isOpenAt(week([{ from: '18:00', to: '24:00' }]), 'UTC', at('2026-03-02T23:59:00Z'))).toBe(true);
    expect(isOpenAt(week([{ from: '18:00', to: '24:00' }]), 'UTC', at('2026-03-03T00:00:00Z'))).toBe(false);
    expect(isOpenAt(week([{ from: '00:00', to: '00:00' }]), 'UTC', at('2026-03-02T04:00:00Z'))).toBe(true);
  });

  it('follows the clock change of spring', () => {
    const sunday = [[], [], [], [], [], [], [{ from: '09:00', to: '10:00' }]];
    // 29 March 2026: Paris goes from UTC+1 to UTC+2, so nine o'clock is 07:00Z, not 08:00Z.
    expect(isOpenAt(sunday, 'Europe/Paris', at('2026-03-29T07:30:00Z'))).toBe(true);
    expect(isOpenAt(sunday, 'Europe/Paris', at('2026-03-29T08:30:00Z'))).toBe(false);
  });
});
