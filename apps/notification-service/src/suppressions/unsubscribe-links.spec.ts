import { describe, expect, it } from 'vitest';
import { ContactHash } from '@curbline/platform';
import { UnsubscribeLinks } from './unsubscribe-links.js';

const KEY = { secretKey: 'a key of the tests, long enough to be one' };
const hash = new ContactHash(KEY);
const links = new UnsubscribeLinks({ ...KEY, publicUrl: 'https://pickup.example' }, hash);
const tokenOf = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? '';

describe('the link that ends e-mails', () => {
  const link = links.of('Camille@example.com', 'fr');

  it('stands for the address without naming it', () => {
    expect(link).toMatch(/^https:\/\/pickup\.example\/v1\/unsubscribe\/[\w-]{64}\?lang=fr$/);
    expect(links.read(tokenOf(link))).toEqual(hash.of('camille@example.com'));
  });

  it('is made by nobody else, and by no other installation', () => {
    const token = tokenOf(link);
    const changed = Array.from(token, (_, at) => {
      const other = token[at] === 'A' ? 'B' : 'A';
      return token.slice(0, at) + other + token.slice(at + 1);
    });
    expect(changed.filter((made) => links.read(made))).toEqual([]);
    const elsewhere = { secretKey: 'another key, that is as long as this', publicUrl: 'https://x.example' };
    expect(new UnsubscribeLinks(elsewhere, new ContactHash(elsewhere)).read(token)).toBeUndefined();
    for (const none of ['', 'A', token.slice(1), `${token}AA`, '../../etc/passwd', '%00'])
      expect(links.read(none)).toBeUndefined();
  });
});
