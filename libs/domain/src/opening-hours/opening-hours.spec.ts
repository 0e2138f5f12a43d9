import { describe, expect, it } from 'vitest';
import { isClosedForLong, isOpenAt } from './opening-hours.js';

const at = (iso: string): number => Date.parse(iso);
const week = (monday: { from: string; to: string }[], others: { from: string; to: string }[] = []) => [
  monday,
  ...Array.from({ length: 6 }, () => others),
];

describe('isOpenAt', () => {
  it('reads the span on the wall clock of the store, not on the server’s', () => {
    const hours = week([{ from: '08:00', to: '20:00' }]);
    // Monday 2 March 2026: Paris is UTC+1, Tokyo UTC+9.
    expect(isOpenAt({ hours: hours, timeZone: 'Europe/Paris' }, at('2026-03-02T07:00:00Z'))).toBe(true);
    expect(isOpenAt({ hours: hours, timeZone: 'Europe/Paris' }, at('2026-03-02T06:59:00Z'))).toBe(false);
    expect(isOpenAt({ hours: hours, timeZone: 'Asia/Tokyo' }, at('2026-03-02T07:00:00Z'))).toBe(true);
    expect(isOpenAt({ hours: hours, timeZone: 'Asia/Tokyo' }, at('2026-03-02T12:00:00Z'))).toBe(false);
  });

  it('closes at the end of the span, to the minute', () => {
    const hours = week([{ from: '08:00', to: '20:00' }]);
    expect(isOpenAt({ hours: hours, timeZone: 'UTC' }, at('2026-03-02T19:59:59Z'))).toBe(true);
    expect(isOpenAt({ hours: hours, timeZone: 'UTC' }, at('2026-03-02T20:00:00Z'))).toBe(false);
  });

  it('lets a span run over midnight into the next day, Sunday into Monday too', () => {
    const hours = [[], [], [], [], [], [], [{ from: '22:00', to: '02:00' }]];
    expect(isOpenAt({ hours: hours, timeZone: 'UTC' }, at('2026-03-01T23:30:00Z'))).toBe(true);
    expect(isOpenAt({ hours: hours, timeZone: 'UTC' }, at('2026-03-02T01:59:00Z'))).toBe(true);
    expect(isOpenAt({ hours: hours, timeZone: 'UTC' }, at('2026-03-02T02:00:00Z'))).toBe(false);
  });

  it('takes 24:00 as the end of the day and 00:00 to 00:00 as the whole day', () => {
    expect(
      isOpenAt(
        { hours: week([{ from: '18:00', to: '24:00' }]), timeZone: 'UTC' },
        at('2026-03-02T23:59:00Z'),
      ),
    ).toBe(true);
    expect(
      isOpenAt(
        { hours: week([{ from: '18:00', to: '24:00' }]), timeZone: 'UTC' },
        at('2026-03-03T00:00:00Z'),
      ),
    ).toBe(false);
    expect(
      isOpenAt(
        { hours: week([{ from: '00:00', to: '00:00' }]), timeZone: 'UTC' },
        at('2026-03-02T04:00:00Z'),
      ),
    ).toBe(true);
  });

  it('follows the clock change of spring', () => {
    const sunday = [[], [], [], [], [], [], [{ from: '09:00', to: '10:00' }]];
    // 29 March 2026: Paris goes from UTC+1 to UTC+2, so nine o'clock is 07:00Z, not 08:00Z.
    expect(isOpenAt({ hours: sunday, timeZone: 'Europe/Paris' }, at('2026-03-29T07:30:00Z'))).toBe(true);
    expect(isOpenAt({ hours: sunday, timeZone: 'Europe/Paris' }, at('2026-03-29T08:30:00Z'))).toBe(false);
  });

  it('is closed on an exception without spans, and open as an exception with spans says', () => {
    const opening = {
      hours: Array.from({ length: 7 }, () => [{ from: '08:00', to: '20:00' }]),
      exceptions: [
        { from: '2026-12-24', to: '2026-12-24', spans: [{ from: '08:00', to: '16:00' }] },
        { from: '2026-12-25', to: '2026-12-26', spans: [] },
      ],
      timeZone: 'Europe/Paris',
    };
    const open = (iso: string): boolean => isOpenAt(opening, at(iso));
    expect(open('2026-12-24T14:59:00Z')).toBe(true);
    expect(open('2026-12-24T15:00:00Z')).toBe(false);
    expect(open('2026-12-25T10:00:00Z')).toBe(false);
    expect(open('2026-12-26T10:00:00Z')).toBe(false);
    expect(open('2026-12-27T10:00:00Z')).toBe(true);
    expect(isClosedForLong(opening, at('2026-12-25T10:00:00Z'))).toBe(true);
  });

  it('lets the night before an exception end, and begins the exception by the store’s own midnight', () => {
    const opening = {
      hours: Array.from({ length: 7 }, () => [{ from: '18:00', to: '02:00' }]),
      exceptions: [{ from: '2026-03-29', to: '2026-03-29', spans: [] }],
      timeZone: 'Europe/Paris',
    };
    // 29 March 2026 is the night on which Paris skips from 02:00 to 03:00.
    expect(isOpenAt(opening, at('2026-03-29T00:59:00Z'))).toBe(true);
    expect(isOpenAt(opening, at('2026-03-29T01:00:00Z'))).toBe(false);
    expect(isOpenAt(opening, at('2026-03-29T20:00:00Z'))).toBe(false);
    expect(isOpenAt(opening, at('2026-03-30T15:59:00Z'))).toBe(false);
    expect(isOpenAt(opening, at('2026-03-30T16:00:00Z'))).toBe(true);
  });

  it('is open whenever the wall clock says so, twice in the repeated hour of autumn', () => {
    const opening = { hours: week([], [{ from: '00:00', to: '02:30' }]), timeZone: 'Europe/Paris' };
    // 25 October 2026 is a Sunday; 02:00 to 03:00 comes twice.
    expect(isOpenAt(opening, at('2026-10-25T00:29:00Z'))).toBe(true);
    expect(isOpenAt(opening, at('2026-10-25T00:30:00Z'))).toBe(false);
    expect(isOpenAt(opening, at('2026-10-25T01:29:00Z'))).toBe(true);
    expect(isOpenAt(opening, at('2026-10-25T01:30:00Z'))).toBe(false);
  });
});
