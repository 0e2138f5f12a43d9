import { describe, expect, it } from 'vitest';
import { mapPageHeaders, securityHeaders } from './security-headers.js';

const policyOf = (headers: Readonly<Record<string, string>>): string =>
  headers['content-security-policy'] ?? '';

describe('the policy of the page with a map under the plan', () => {
  it('lets scripts ask the map’s site, and differs from that of other pages in nothing else', async () => {
    const { pages, framedPages } = await securityHeaders(true);
    const site = 'https://tiles.example';
    for (const [framed, plain] of [
      [false, pages],
      [true, framedPages],
    ] as const) {
      const policy = policyOf(mapPageHeaders(framed, site));
      expect(policy).toContain(`connect-src 'self' ${site};`);
      const others = policy.replace(` ${site}`, '').split('; ');
      expect(others).toEqual(policyOf(plain).split(/; ?/));
    }
  });
});
