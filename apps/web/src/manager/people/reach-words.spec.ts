import { describe, expect, it } from 'vitest';
import { reachWords } from './reach-words.js';

const named = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `s${i}`, name: `Store ${i}` }));
const home = { id: 'home', name: 'Home' };

describe('where somebody works besides this store', () => {
  it('is nothing for who belongs here and has no other, and for an admin', () => {
    expect(reachWords({ home, stores: [], regions: [] }, 'home')).toEqual([]);
    expect(reachWords({ home: null, stores: [], regions: [] }, null)).toEqual([]);
  });

  it('names the own store of a guest, the other stores and the regions', () => {
    const words = reachWords({ home, stores: named(2), regions: ['East'] }, 's0');
    expect(words).toHaveLength(3);
    expect(words.join()).toMatch(/Home.*Store 1.*East/);
    expect(words.join()).not.toContain('Store 0');
  });

  it('names four stores, and of five counts the last two', () => {
    expect(reachWords({ home, stores: named(4), regions: [] }, 'home')[0]).toContain('Store 3');
    const [many] = reachWords({ home, stores: named(5), regions: [] }, 'home');
    expect(many).toContain('Store 2');
    expect(many).not.toContain('Store 3');
    expect(many).toContain('2');
  });
});
