import { describe, expect, it } from 'vitest';
import { searchOrders, searchRank } from './index.js';

const helene = { customerName: 'Hélène Œ.', shortCode: 'K7P' };

describe('a search for an order', () => {
  it.each(['hel', 'HELENE', 'hé', 'Hele\u0300ne', 'helene oe', 'oe', 'k7', 'K7P', 'k-7-p'])(
    'finds it by %s',
    (query) => expect(searchRank(query, helene)).not.toBeNull(),
  );

  it.each(['', 'h', ' h ', 'ele', 'hx', '7p', 'helene x', '%%', '..', '🙂🙂'])(
    'does not find it by %j',
    (query) => expect(searchRank(query, helene)).toBeNull(),
  );

  it('puts the short code first, then the beginning of the name, then the rest', () => {
    const orders = [
      { customerName: 'Marc An.', shortCode: 'B2C' },
      { customerName: 'Anna B.', shortCode: 'C3D' },
      { customerName: 'Zoé Z.', shortCode: 'AN' },
    ];
    expect(searchOrders('an', orders, 10).map(({ shortCode }) => shortCode)).toEqual(['AN', 'C3D', 'B2C']);
    expect(searchOrders('an', orders, 1)).toHaveLength(1);
  });
});
