import { describe, expect, it } from 'vitest';
import { SecretBox } from './secret-box.js';

const box = new SecretBox({ secretKey: 'k'.repeat(32) });

describe('SecretBox', () => {
  it('opens what it sealed, for the same owner and with the same key only', () => {
    const sealed = box.seal('JBSWY3DPEHPK3PXP', 'anne');
    expect(box.open(sealed, 'anne')).toBe('JBSWY3DPEHPK3PXP');
    expect(() => box.open(sealed, 'paul')).toThrow();
    expect(() => new SecretBox({ secretKey: 'x'.repeat(32) }).open(sealed, 'anne')).toThrow();
    expect(box.seal('JBSWY3DPEHPK3PXP', 'anne')).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('JBSWY');
  });

  it('is closed without a key', () => {
    const closed = new SecretBox({ secretKey: undefined });
    expect(closed.isOpen).toBe(false);
    expect(() => closed.seal('a', 'b')).toThrow('SECRET_KEY');
  });
});
