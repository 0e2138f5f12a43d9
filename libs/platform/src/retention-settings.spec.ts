import { describe, expect, it } from 'vitest';
import { retentionFields } from './retention-settings.js';

describe('RETENTION', () => {
  it('names kinds with their days', () => {
    expect(retentionFields.RETENTION.parse('orders=7, log=90')).toEqual({ orders: 7, log: 90 });
  });

  it.each(['orders', 'orders=0', 'orders=9999', 'orders=-1', 'names=3', 'orders=30;log=3'])(
    'refuses %s and says what is known',
    (text) => {
      expect(() => retentionFields.RETENTION.parse(text)).toThrow(/known are orders, contacts, log, audit/);
    },
  );
});
