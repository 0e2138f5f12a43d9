import { describe, expect, it } from 'vitest';
import { isUniqueViolation, sqlStateOf } from './sql-state.js';

describe("Postgres' error codes", () => {
  const duplicate = { driverError: { code: '23505', constraint: 'orders_pkey' } };

  it('are found in an error and in one that wraps it', () => {
    expect(sqlStateOf({ code: '40P01' })).toBe('40P01');
    expect(sqlStateOf(duplicate)).toBe('23505');
  });

  it('are not found in other errors', () => {
    for (const error of [undefined, null, 'x', new Error('x'), { code: 'ECONNREFUSED' }, { code: 23505 }]) {
      expect(sqlStateOf(error)).toBeUndefined();
    }
  });

  it('identify a unique violation, of one constraint when it is named', () => {
    expect(isUniqueViolation(duplicate)).toBe(true);
    expect(isUniqueViolation(duplicate, 'orders_pkey')).toBe(true);
    expect(isUniqueViolation(duplicate, 'other')).toBe(false);
    expect(isUniqueViolation({ code: '40001' })).toBe(false);
  });
});
