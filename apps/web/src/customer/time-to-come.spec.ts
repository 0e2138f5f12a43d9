import { expect, it } from 'vitest';
import { timeToCome } from './time-to-come.js';

const NOW = Date.parse('2026-07-14T15:40:30Z');

it.each([
  ['18:00', 'Europe/Paris', '2026-07-14T16:00:00.000Z'],
  ['17:39', 'Europe/Paris', '2026-07-15T15:39:00.000Z'],
  ['00:05', 'Europe/Paris', '2026-07-14T22:05:00.000Z'],
  ['16:41', 'Europe/London', '2026-07-14T15:41:00.000Z'],
])('%s in %s is the next time that its clocks show it', (clock, timeZone, at) => {
  expect(new Date(timeToCome(clock, NOW, timeZone) ?? 0).toISOString()).toBe(at);
});

it('an empty field names no time', () => {
  expect(timeToCome('', NOW, 'Europe/Paris')).toBeNull();
});
