import { describe, expect, it } from 'vitest';
import { keyFrom } from './idempotency-key.js';

describe('keyFrom', () => {
  it('takes the draft standard’s quoted form and the bare one that most callers send', () => {
    expect(keyFrom('"8e03978e-40d5-43e8-bc93-6894a57f9324"')).toBe('8e03978e-40d5-43e8-bc93-6894a57f9324');
    expect(keyFrom('order-17')).toBe('order-17');
  });

  it('refuses an absent, empty, overlong or unprintable key', () => {
    for (const header of [undefined, '', '""', 'x'.repeat(256), 'a\tb', 'clé']) {
      expect(keyFrom(header)).toBeUndefined();
    }
  });
});
