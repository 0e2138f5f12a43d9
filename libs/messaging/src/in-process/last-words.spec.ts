import { expect, it } from '@jest/globals';
import type { Progress } from '@curbline/contracts/events';
import { progress } from '../../test/message-fixtures.js';
import { LAST_WORD_MS } from '../progress-bus.js';
import { LastWords } from './last-words.js';

const word = (tripId: string, at: string): Progress => ({ ...progress(1, 60), tripId, at });

it('keeps the last word on a trip for half an hour, and not for longer', () => {
  const words = new LastWords();
  const from = performance.now();
  words.set(word('told once', 'a'), from);
  words.set(word('told on', 'a'), from);
  words.set(word('told on', 'b'), from + LAST_WORD_MS - 1);
  expect([words.get('told once')?.at, words.get('told on')?.at]).toEqual(['a', 'b']);
  words.set(word('another', 'c'), from + LAST_WORD_MS + 60_001);
  expect([words.get('told once'), words.get('told on')?.at]).toEqual([undefined, 'b']);
});

it('holds no more after a day than after its first half hour', () => {
  const words = new LastWords();
  const from = performance.now();
  let most = 0;
  for (let minute = 0; minute < 1_440; minute += 1) {
    words.set(word(`trip ${minute}`, 'a'), from + minute * 60_000);
    most = Math.max(most, words.size);
  }
  expect(most).toBeLessThanOrEqual(LAST_WORD_MS / 60_000 + 2);
});
