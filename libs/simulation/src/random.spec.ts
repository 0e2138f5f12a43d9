import { describe, expect, it } from 'vitest';
import { SeededRandom } from './random.js';

const draw = (random: SeededRandom, n: number) => Array.from({ length: n }, () => random.next());

describe('seeded random numbers', () => {
  it('come again with the same seed, and differ with another', () => {
    expect(draw(new SeededRandom(7), 50)).toEqual(draw(new SeededRandom(7), 50));
    expect(draw(new SeededRandom(8), 50)).not.toEqual(draw(new SeededRandom(7), 50));
  });

  it('are spread evenly over [0, 1)', () => {
    const numbers = draw(new SeededRandom(1), 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    const tenths = Array.from(
      { length: 10 },
      (_, t) => numbers.filter((x) => Math.floor(x * 10) === t).length,
    );
    for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });

  it('reach both ends of a range, and pick every value', () => {
    const random = new SeededRandom(2);
    const dice = Array.from({ length: 300 }, () => random.integer(1, 6));
    expect([...new Set(dice)].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(Array.from({ length: 60 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
    expect(() => random.pick([])).toThrow('nothing to pick from');
  });

  it('are normal with mean 0 and deviation 1 when asked so', () => {
    const random = new SeededRandom(3);
    const numbers = Array.from({ length: 10_000 }, () => random.gaussian());
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });
});
