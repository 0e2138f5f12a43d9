import { describe, expect, it } from 'vitest';
import { passwordFaults, pinFaults } from '../staff/guessable.js';
import { LOCK_MS, waitAfterMs } from './sign-in-attempts.service.js';

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
  const around = {
    words: ['Halle de la Tête', '1 rue de la Halle, Lyon', 'Manon', 'Léa'],
    numbers: ['+33 4 72 19 38 56'],
  };

  it.each(['111111', '123456', '0123456789', '140789', '721938'])('PIN %s', (pin) => {
    const [fault] = pinFaults(pin, around);
    expect(fault).toMatchObject({
      field: 'pin',
      message: { en: expect.stringContaining('too easy'), fr: expect.stringContaining('trop facile') },
    });
  });
  it('not PIN 482913', () => expect(pinFaults('482913', around)).toEqual([]));

  it.each([
    ['Password1234', 'many people'],
    ['P@ssw0rd1234', 'many people'],
    ['motdepasse12', 'many people'],
    ['azertyuiop123', 'many people'],
    ['aaaaaaaaaaaaa', 'repeats'],
    ['abababababab', 'repeats'],
    ['abcdefghijkl', 'runs'],
    ['manon.2026!!x', 'names'],
    ['halledelatete2026', 'names'],
    ['Halle de la Tête', 'names'],
    ['Curbline-Lyon-1', 'names'],
  ])('password %s: %s', (password, reason) => {
    const [fault] = passwordFaults(password, around);
    expect(fault?.field).toBe('password');
    expect(JSON.stringify(fault?.message)).toContain(reason);
  });
  it.each(['trois pommes vertes', 'K7m-P2q-X9r-T4', 'une halle pleine de navets'])('not password %s', (p) =>
    expect(passwordFaults(p, around)).toEqual([]),
  );

  it('are judged in a moment, whatever was typed', () => {
    passwordFaults('warm the lists up', around);
    for (const hostile of ['aA1!'.repeat(50), '$@!0'.repeat(50), '4'.repeat(200), 'a1'.repeat(100)]) {
      const startedAt = performance.now();
      passwordFaults(hostile, around);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });
});
