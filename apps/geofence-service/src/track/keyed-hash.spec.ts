import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyedHash } from './keyed-hash.js';

describe('the keyed hash', () => {
  it('is HalfSipHash-2-4: the first vector of its authors, 64 bits, cut to 53', () => {
    const hash = new KeyedHash(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7]));
    expect(hash.of([])).toBe((0xc83cb8b9 & 0x1fffff) * 2 ** 32 + 0x591f8d21);
  });

  it('differs by key, by word and by order', () => {
    const [one, other] = [new KeyedHash(), new KeyedHash()];
    expect(one.of([45_760_000, 4_850_000])).not.toBe(other.of([45_760_000, 4_850_000]));
    expect(one.of([45_760_000, 4_850_000])).not.toBe(one.of([4_850_000, 45_760_000]));
    expect(one.of([45_760_000, 4_850_000])).not.toBe(one.of([45_760_000, 4_850_001]));
  });

  it('is a whole number that a table takes, the same each time', () => {
    const hash = new KeyedHash();
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -180_000_000, max: 180_000_000 }), { maxLength: 6 }),
        (words) => {
          const value = hash.of(words);
          expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
          expect(hash.of(words)).toBe(value);
        },
      ),
    );
  });
});
