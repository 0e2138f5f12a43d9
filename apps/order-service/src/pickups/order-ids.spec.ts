import { describe, expect, it } from 'vitest';
import { OrderId } from '@curbline/contracts/ids';
import { markIn, markOf, newOrderId } from './order-ids.js';

describe('an order’s id', () => {
  it('is a UUID like any other, never twice the same', () => {
    const ids = Array.from({ length: 1000 }, () => newOrderId('lyon-part-dieu'));
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) {
      expect(OrderId.parse(id)).toBe(id);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('carries the mark of its store, in any spelling', () => {
    const id = newOrderId('lyon-part-dieu');
    expect(markOf('lyon-part-dieu').toString('hex')).toBe('03be51');
    expect(markIn(id)).toEqual(markOf('lyon-part-dieu'));
    expect(markIn(id.toUpperCase())).toEqual(markOf('lyon-part-dieu'));
    expect(markIn(newOrderId('gex'))).not.toEqual(markOf('lyon-part-dieu'));
  });

  it('is not in the id of an order that was placed before ids had marks', () => {
    expect(markIn('0b6f2c9e-53a4-4d0e-8c0d-8f4d1a2b3c4d')).toBeUndefined();
  });
});
