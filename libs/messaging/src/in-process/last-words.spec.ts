import { expect, it } from '@jest/globals';
import type { Progress } from '@curbline/contracts/events';
import { LAST_WORD_MS } from '../progress-bus.js';
import { LastWords } from './last-words.js';

const word = (tripId: string, at: string): Progress => ({
  storeId: 'lyon',
  tripId,
  at,
  lastSeenAt: null,
  eta: null,
  band: null,
  signalLost: false,
  probablyHere: false,
});

it('keeps the last word on a trip for half an hour, and no word for longer than an hour', () => {
  const words = new LastWords();
  const from = performance.now();
  const nextHalfHour = from + LAST_WORD_MS + 1;
  words.set(word('told once', 'a'), from);
  words.set(word('told on', 'a'), from);
  words.set(word('told on', 'b'), nextHalfHour);
  expect(words.get('told once')?.at).toBe('a');
  expect(words.get('told on')?.at).toBe('b');
  words.set(word('told on', 'c'), nextHalfHour + LAST_WORD_MS + 1);
  expect(words.get('told once')).toBeUndefined();
  expect(words.get('told on')?.at).toBe('c');
});
