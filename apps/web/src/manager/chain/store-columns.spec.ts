import { describe, expect, it } from 'vitest';
import { pressed, SORTS } from './store-columns.js';

describe('a heading of the table of stores', () => {
  it('puts first what needs a look, and turns the order round when it is pressed again', () => {
    const byShare = pressed('within_goal', { sort: 'name', order: 'ascending' });
    expect(byShare).toEqual({ sort: 'within_goal', order: 'ascending' });
    expect(pressed('within_goal', byShare)).toEqual({ sort: 'within_goal', order: 'descending' });
    expect(pressed('median', byShare)).toEqual({ sort: 'median', order: 'descending' });
  });

  it('comes back to where it began when it is pressed twice', () => {
    for (const sort of SORTS) {
      const once = pressed(sort, { sort: sort === 'name' ? 'waits' : 'name', order: 'ascending' });
      expect(pressed(sort, pressed(sort, once))).toEqual(once);
    }
  });
});
