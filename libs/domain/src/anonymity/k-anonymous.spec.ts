import { describe, expect, it } from 'vitest';
import { kAnonymous } from './index.js';

const keyOf = ([key]: readonly [string, number]): string => key;

describe('the k-anonymous items', () => {
  it('are none while no three items share a key', () => {
    expect(
      kAnonymous(
        [
          ['a', 1],
          ['b', 2],
          ['a', 3],
          ['c', 4],
          ['b', 5],
        ],
        keyOf,
      ),
    ).toEqual([]);
  });

  it('are all items of a key as soon as three share it, and none of another key', () => {
    expect(
      kAnonymous(
        [
          ['a', 1],
          ['b', 2],
          ['a', 3],
          ['b', 4],
          ['a', 5],
          ['a', 6],
        ],
        keyOf,
      ),
    ).toEqual([
      ['a', 1],
      ['a', 3],
      ['a', 5],
      ['a', 6],
    ]);
  });
});
