import { describe, expect, it } from 'vitest';
import { withoutSurplusReady } from './surplus-ready.js';

/** A message of the wire protocol: its type, its length, its body. */
const message = (type: string, body = ''): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + body.length);
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
};
const answer = (types: string) =>
  Buffer.concat([...types].map((type) => message(type, type === 'D' ? 'EZZ' : 'I')));

describe('withoutSurplusReady', () => {
  it.each([
    ['an answer without errors', 'C1DCZ1DDCZ', 'C1DCZ1DDCZ'],
    ['an error of a plain query', 'EZCZ', 'EZCZ'],
    ['an error of an extended query', '1EZZ', '1EZ'],
    ['errors between other answers', '1CZ1EZZEZZCZ', '1CZ1EZEZCZ'],
    ['no answer at all', '', ''],
  ])('returns the right messages for %s', (_, given, left) => {
    expect(withoutSurplusReady(answer(given))).toEqual(answer(left));
  });
});
