import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from './idempotent-call.js';
import { seal, unseal } from './seal.js';

describe('canonicalJson', () => {
  it('is the same for the same request in another order', () => {
    const a = { storeId: 'lyon', customer: { firstName: 'Zoé', lastName: 'B' }, flags: ['cold', 'heavy'] };
    const b = { flags: ['cold', 'heavy'], customer: { lastName: 'B', firstName: 'Zoé' }, storeId: 'lyon' };
    expect(canonicalJson(a)).toBe(canonicalJson(b));
  });

  it('tells apart what differs, the order of a list included', () => {
    const texts = [{ a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, { a: null }, [], {}, null].map(
      canonicalJson,
    );
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('seal', () => {
  const salt = sha256('key');

  it('opens with the same secret only', () => {
    const sealed = seal('{"customerLink":"…"}', 'cbk_one', salt);
    expect(unseal(sealed, 'cbk_one', salt)).toBe('{"customerLink":"…"}');
    expect(unseal(sealed, 'cbk_two', salt)).toBeUndefined();
    expect(unseal(sealed, 'cbk_one', sha256('other key'))).toBeUndefined();
  });

  it('does not show the text, and never looks the same twice', () => {
    const [one, two] = [seal('a secret link', 's', salt), seal('a secret link', 's', salt)];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('secret');
  });

  it('gives nothing for a changed or cut text instead of failing', () => {
    const sealed = Buffer.from(seal('a secret link', 's', salt), 'base64');
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(unseal(sealed.toString('base64'), 's', salt)).toBeUndefined();
    expect(unseal('AAAA', 's', salt)).toBeUndefined();
  });
});
