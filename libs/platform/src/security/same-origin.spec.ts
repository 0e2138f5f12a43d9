import { describe, expect, it } from 'vitest';
import { isFromOurPages } from './same-origin.guard.js';

const asked = (headers: Record<string, string>, publicUrl = 'https://pickup.example') =>
  isFromOurPages(
    { headers: { host: 'pickup.example', ...headers } },
    { publicUrl, additionalOrigins: ['https://drive.example'] },
  );

describe('where a request comes from', () => {
  it.each([
    ['our page', { origin: 'https://pickup.example' }],
    [
      'our page, whatever name the proxy calls us by',
      { origin: 'https://pickup.example', host: 'inside:3000' },
    ],
    ['another name of ours that the settings tell of', { origin: 'https://drive.example' }],
    ['a program without a browser', {}],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s may change things', (_name, headers) => expect(asked(headers)).toBe(true));

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a site whose name leads to us', { origin: 'https://evil.example', host: 'evil.example' }],
    ['our name over plain http', { origin: 'http://pickup.example' }],
    ['another port of ours', { origin: 'https://pickup.example:8443' }],
    ['a name that begins like ours', { origin: 'https://pickup.example.evil.example' }],
    ['this machine', { origin: 'http://localhost:3000' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbor under the same domain', { 'sec-fetch-site': 'same-site' }],
  ])('%s may not', (_name, headers) => expect(asked(headers)).toBe(false));

  it('is this machine under any of its names and ports while it is developed on', () => {
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
      expect(asked({ origin }, 'http://localhost:3000')).toBe(true);
    const rebound = { origin: 'http://evil.example:3000', host: 'evil.example:3000' };
    expect(asked(rebound, 'http://localhost:3000')).toBe(false);
  });
});
