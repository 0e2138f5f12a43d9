import { describe, expect, it } from 'vitest';
import { rowsThatFit, WALL_PAGE_MS, wallPage } from './wall-paging.js';

describe('the pages of a wall', () => {
  it('are one page when everything fits', () => {
    expect(wallPage(6, 6, 1, 123_456)).toEqual({ pinned: 0, from: 0, to: 6 });
    expect(wallPage(0, 6, 1, 0)).toEqual({ pinned: 0, from: 0, to: 0 });
  });

  it('keep the first row and show every other within one round', () => {
    const seen = new Set<number>();
    for (let page = 0; page < 12; page += 1) {
      const { pinned, from, to } = wallPage(60, 6, 1, page * WALL_PAGE_MS);
      expect(pinned).toBe(1);
      expect(to - from).toBe(5);
      for (let row = from; row < to; row += 1) seen.add(row);
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
  });

  it('fill the last page, so that nothing jumps', () => {
    const { from, to } = wallPage(8, 6, 1, WALL_PAGE_MS);
    expect([from, to]).toEqual([3, 8]);
  });

  it('turn through all of them even where one row alone fits', () => {
    expect(wallPage(3, 1, 1, 0)).toEqual({ pinned: 0, from: 0, to: 1 });
    expect(wallPage(3, 1, 1, WALL_PAGE_MS)).toEqual({ pinned: 0, from: 1, to: 2 });
  });
});

describe('what fits', () => {
  it('counts whole rows, and never none', () => {
    expect(rowsThatFit(900, 136, 12)).toBe(6);
    expect(rowsThatFit(10, 136, 12)).toBe(1);
  });
});
