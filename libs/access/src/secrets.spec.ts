import { describe, expect, it } from 'vitest';
import {
  hashCode,
  hashSecret,
  hashToken,
  newCode,
  newPin,
  newShopKey,
  newToken,
  verifySecret,
} from './secrets.js';

describe('secrets', () => {
  it('are long enough and unique', () => {
    expect(newToken()).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(newShopKey()).toMatch(/^cbk_[A-Za-z0-9_-]{32}$/);
    expect(newPin()).toMatch(/^\d{6}$/);
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
  });

  it('creates codes without letters that people confuse', () => {
    const letters = new Set(Array.from({ length: 500 }, () => newCode(8)).join(''));
    expect([...letters].toSorted().join('')).toBe('23456789ABCDEFGHJKMNPQRSTUVWXYZ');
  });

  it('hashes each PIN with argon2id and its own salt, and verifies it', async () => {
    const [one, two] = await Promise.all([hashSecret('482913'), hashSecret('482913')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifySecret(one, '482913')).toBe(true);
    expect(await verifySecret(one, '482914')).toBe(false);
    expect(await verifySecret(null, '482913')).toBe(false);
  });

  it('hashes equal tokens and codes equally', async () => {
    expect(hashToken('abc').equals(hashToken('abc'))).toBe(true);
    expect((await hashCode('K7M2PQ9X')).equals(await hashCode('K7M2PQ9X'))).toBe(true);
    expect((await hashCode('K7M2PQ9X')).equals(await hashCode('K7M2PQ9Y'))).toBe(false);
  });
});
