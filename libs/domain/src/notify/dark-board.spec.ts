import { describe, expect, it } from 'vitest';
import { darkBoardAlerts, darkBoardText } from './dark-board.js';
import { smsSizeOf } from './gsm7.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const DARK = { lastConnectedAt: NOW - 60_000, day: '2026-03-11' };
const BOTH = { sms: '+33612345678', email: 'magasin@example.com' };
const plan = (store: object, manager: object, dark = DARK) =>
  darkBoardAlerts(dark, store, manager, NOW).map(({ to, dueAt, unless }) => [
    to,
    (dueAt - NOW) / 60_000,
    unless,
  ]);

describe('a store whose boards are dark', () => {
  it('is told at once, by its other address if nothing happens, and then its manager is', () => {
    expect(plan(BOTH, { email: 'direction@example.com' })).toEqual([
      [BOTH.sms, 0, null],
      [BOTH.email, 2, 'board_connected'],
      ['direction@example.com', 5, 'board_connected'],
    ]);
  });

  it('without an address of its own has its manager told at once, and without any nobody', () => {
    expect(plan({}, { email: 'direction@example.com' })).toEqual([['direction@example.com', 0, null]]);
    expect(plan({}, {})).toEqual([]);
  });

  it('is told once of one darkness, and anew of the next, or the next day', () => {
    const keys = (dark: typeof DARK | { lastConnectedAt: null; day: string }, now = NOW) =>
      darkBoardAlerts(dark, BOTH, {}, now).map(({ key }) => key);
    expect(keys(DARK, NOW + 600_000)).toEqual(keys(DARK));
    expect(keys({ ...DARK, lastConnectedAt: NOW })).not.toEqual(keys(DARK));
    expect(keys({ ...DARK, day: '2026-03-12' })).not.toEqual(keys(DARK));
    expect(keys({ lastConnectedAt: null, day: DARK.day })[0]).toContain('never');
  });
});

it.each(['fr', 'en'] as const)('says it in one text message in %s', (language) => {
  for (const waiting of [1, 12]) {
    const { sms } = darkBoardText(language, {
      store: 'Hypermarché de la Confluence',
      waiting,
      since: '17:42',
    });
    expect(smsSizeOf(sms)).toMatchObject({ segments: 1, alphabet: 'gsm7' });
  }
});
