import { describe, expect, it } from '@jest/globals';
import { isGuessablePassword, isGuessablePin } from './guessable.js';
import { LOCK_MS, waitAfterMs } from './sign-in-attempts.js';

describe('the wait after misses', () => {
  it('costs nothing at first, then doubles, then locks', () => {
    expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 99].map(waitAfterMs)).toEqual([
      0,
      0,
      0,
      5_000,
      10_000,
      20_000,
      40_000,
      80_000,
      LOCK_MS,
      LOCK_MS,
      LOCK_MS,
    ]);
  });
});

describe('guessable secrets', () => {
  it.each(['111111', '000000', '123456', '987654', '0123456789'])('PIN %s', (pin) =>
    expect(isGuessablePin(pin)).toBe(true),
  );
  it.each(['482913', '112233', '135790', '901234'])('not PIN %s', (pin) =>
    expect(isGuessablePin(pin)).toBe(false),
  );
  it.each([
    'Password1234',
    'motdepasse12',
    'azertyuiop123',
    'aaaaaaaaaaaaa',
    'manon.2026!!x',
    'abababababab',
  ])('password %s', (p) => expect(isGuessablePassword(p, 'Manon@example.org')).toBe(true));
  it.each(['trois pommes vertes', 'K7m-P2q-X9r-T4'])('not password %s', (p) =>
    expect(isGuessablePassword(p, 'manon')).toBe(false),
  );
});
