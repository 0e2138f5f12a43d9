import { expect, it } from 'vitest';
import { storeSettings } from '../../../../fixtures/store-settings.js';
import { madeUpTrip, playedTrip } from './trip-play.js';

it.each([1, 2, 3, 4, 5])('a made-up drive (%d) arrives, once and with its reasons', (seed) => {
  const settings = storeSettings();
  const { events, fixes } = playedTrip(settings, madeUpTrip(settings, seed));
  expect(fixes.length).toBeGreaterThan(120);
  const types = events.map(({ type }) => type);
  expect(types[0]).toBe('approaching');
  expect(types.filter((type) => type === 'arrived')).toHaveLength(1);
  const arrived = events.find(({ type }) => type === 'arrived');
  expect(arrived?.evidence).toMatch(/^position_/);
  expect(arrived?.reasons?.fixes).toBeGreaterThan(0);
  expect(madeUpTrip(settings, seed)).toEqual(madeUpTrip(settings, seed));
});

it('no trip decides nothing', () => {
  expect(playedTrip(storeSettings(), [])).toEqual({ fixes: [], events: [] });
});
