import { describe, expect, it } from 'vitest';
import { ContactHash } from './contact-hash.js';

const hash = new ContactHash({ secretKey: 'k'.repeat(32) });

describe('ContactHash', () => {
  it('is the same for the same address, however it is written, and another under another key', () => {
    expect(hash.of('zoe@example.fr')).toEqual(hash.of('Zoe@Example.FR'));
    expect(hash.of('zoe@example.fr')).toHaveLength(32);
    expect(hash.of('zoe@example.fr')).not.toEqual(hash.of('+33612345678'));
    const other = new ContactHash({ secretKey: 'x'.repeat(32) });
    expect(other.of('+33612345678')).not.toEqual(hash.of('+33612345678'));
  });

  it('says that the key is missing', () => {
    expect(() => new ContactHash({ secretKey: undefined }).of('+33612345678')).toThrow('SECRET_KEY');
  });
});
