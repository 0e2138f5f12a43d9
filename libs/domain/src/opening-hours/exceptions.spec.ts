import { describe, expect, it } from 'vitest';
import { overlapOf, spansOn } from './exceptions.js';
import { frenchPublicHolidays } from './french-holidays.js';

const closed = (from: string, to = from) => ({ from, to, spans: [] });

describe('spansOn', () => {
  it('takes the exception before the weekly hours', () => {
    const week = [[{ from: '08:00', to: '20:00' }], [], [], [], [], [], []];
    const exceptions = [{ from: '2026-03-03', to: '2026-03-09', spans: [{ from: '09:00', to: '12:00' }] }];
    expect(spansOn(week, exceptions, '2026-03-02')).toEqual([{ from: '08:00', to: '20:00' }]);
    expect(spansOn(week, exceptions, '2026-03-09')).toEqual([{ from: '09:00', to: '12:00' }]);
    expect(spansOn(week, exceptions, '2026-03-10')).toEqual([]);
  });
});

describe('overlapOf', () => {
  it('finds the two that hold on one day, in whatever order they come', () => {
    expect(overlapOf([closed('2026-12-25'), closed('2026-12-20', '2026-12-24')])).toBeUndefined();
    expect(
      overlapOf([closed('2026-12-25'), closed('2026-01-01'), closed('2026-12-20', '2026-12-25')]),
    ).toEqual([2, 0]);
    expect(overlapOf([closed('2026-12-25'), closed('2026-12-25')])).toEqual([0, 1]);
  });
});

describe('frenchPublicHolidays', () => {
  it('has the days that the government publishes', () => {
    // https://www.service-public.fr/particuliers/vosdroits/F2405
    expect(frenchPublicHolidays(2026).map(({ day }) => day)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
    expect(frenchPublicHolidays(2026, true).map(({ day }) => day)).toEqual(
      expect.arrayContaining(['2026-04-03', '2026-12-26']),
    );
  });

  it.each([
    [1961, '1961-04-03'],
    [2000, '2000-04-24'],
    [2008, '2008-03-24'],
    [2024, '2024-04-01'],
    [2025, '2025-04-21'],
    [2027, '2027-03-29'],
    [2038, '2038-04-26'],
  ])('knows Easter Monday of %i', (year, day) => {
    expect(frenchPublicHolidays(year).find(({ label }) => label.en === 'Easter Monday')?.day).toBe(day);
  });
});
