import { describe, expect, it } from 'vitest';
import {
  allowedMisses,
  storeAlerts,
  type BoardsSeen,
  type StoreSeen,
  type WaitsSeen,
} from './store-alerts.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const CALM: StoreSeen = {
  now: NOW,
  waits: {
    lastHalfHour: { n: 10, missed: 0 },
    today: { n: 60, missed: 2 },
    usualDay: 100,
    objectivePercent: 90,
  },
  boards: { waiting: 0, waitingSince: null, isOpen: true, lastConnectedAt: NOW - 20_000 },
  predictions: { n: 40, medianErrorS: 50, biasS: -20 },
  fence: [{ kind: 'right' }],
};

const kindsOf = (seen: Partial<StoreSeen>): string[] =>
  storeAlerts({ ...CALM, ...seen }).map(({ kind }) => kind);

it('has no alert at a store where all is well', () => {
  expect(storeAlerts(CALM)).toEqual([]);
});

describe('misses that burn too fast', () => {
  const kinds = (waits: Partial<WaitsSeen>): string[] => kindsOf({ waits: { ...CALM.waits, ...waits } });
  const BURNING = { lastHalfHour: { n: 10, missed: 5 }, today: { n: 60, missed: 8 } };

  it.each([
    ['alert in both windows', BURNING, ['misses']],
    ['are no alert for two slow hand-overs', { ...BURNING, lastHalfHour: { n: 2, missed: 2 } }, []],
    ['are no alert below twice the rate', { ...BURNING, lastHalfHour: { n: 31, missed: 6 } }, []],
    ['alert at twice the rate', { ...BURNING, lastHalfHour: { n: 30, missed: 6 } }, ['misses']],
    ['are no alert while the day has its share', { ...BURNING, today: { n: 80, missed: 8 } }, []],
    ['are no alert once the last half hour is calm', { ...BURNING, lastHalfHour: { n: 9, missed: 0 } }, []],
    ['are no alert in a half hour without anybody', { ...BURNING, lastHalfHour: { n: 0, missed: 0 } }, []],
    ['follow the objective of the store', { ...BURNING, objectivePercent: 70 }, []],
  ])('%s', (_name, waits, expected) => {
    expect(kinds(waits)).toEqual(expected);
  });

  it('say how much of the day’s allowance is used', () => {
    // A tenth of the 100 of a usual day are 10; 8 of them are 80 %.
    expect(storeAlerts({ ...CALM, waits: { ...CALM.waits, ...BURNING } })).toEqual([
      { kind: 'misses', ...BURNING, allowedToday: 10, burnPercent: 80 },
    ]);
  });

  it('allow more on a day that is busier than usual', () => {
    const seen = { today: { n: 240, missed: 30 }, usualDay: 100, objectivePercent: 95 };
    expect(allowedMisses(seen)).toBe(12);
  });
});

describe('a dark board', () => {
  const WAITING = { waiting: 2, waitingSince: NOW - 60_000, lastConnectedAt: NOW - 46_000 };
  it.each<[string, Partial<BoardsSeen>, string[]]>([
    ['alerts when somebody waits', WAITING, ['dark_board']],
    ['alerts when no board was ever connected', { ...WAITING, lastConnectedAt: null }, ['dark_board']],
    ['is no alert when nobody waits', { lastConnectedAt: null }, []],
    ['is no alert while the store is closed', { ...WAITING, isOpen: false }, []],
    ['ends when a board is back', { ...WAITING, lastConnectedAt: NOW - 45_000 }, []],
  ])('%s', (_name, boards, expected) => {
    expect(kindsOf({ boards: { ...CALM.boards, ...boards } })).toEqual(expected);
  });
});

describe('predictions that have gone wrong', () => {
  it.each([
    ['alert for large errors', { n: 20, medianErrorS: 121, biasS: 0 }, ['eta']],
    ['alert when people mostly come earlier', { n: 20, medianErrorS: 100, biasS: 91 }, ['eta']],
    ['alert when people mostly come later', { n: 20, medianErrorS: 100, biasS: -91 }, ['eta']],
    ['are no alert at the limits', { n: 20, medianErrorS: 120, biasS: 90 }, []],
    ['are no alert of a few', { n: 19, medianErrorS: 900, biasS: 900 }, []],
    ['are no alert without any', { n: 0, medianErrorS: null, biasS: null }, []],
  ])('%s', (_name, predictions, expected) => {
    expect(kindsOf({ predictions })).toEqual(expected);
  });
});

describe('a fence that has gone wrong', () => {
  it('alerts with its first finding that asks for a change', () => {
    const moved = { kind: 'moved', metres: 40, towards: 'ne' } as const;
    const pinOff = { kind: 'pin_off', metres: 200, towards: 's' } as const;
    expect(storeAlerts({ ...CALM, fence: [moved, pinOff] })).toEqual([{ kind: 'fence', finding: moved }]);
  });

  it('is no alert while too few have parked to tell', () => {
    const fence = [
      { kind: 'small', areaM2: 210, least: 300 },
      { kind: 'too_few', needed: 10 },
    ] as const;
    expect(kindsOf({ fence })).toEqual([]);
  });
});

it('names the most urgent alert first', () => {
  expect(
    kindsOf({
      waits: { ...CALM.waits, lastHalfHour: { n: 4, missed: 4 }, today: { n: 20, missed: 9 } },
      boards: { waiting: 1, waitingSince: NOW, isOpen: true, lastConnectedAt: null },
      fence: [{ kind: 'too_wide', percent: 8 }],
    }),
  ).toEqual(['dark_board', 'misses', 'fence']);
});
