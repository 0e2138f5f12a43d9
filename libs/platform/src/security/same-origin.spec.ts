import { describe, expect, it } from '@jest/globals';
import { isFromOurPages } from './same-origin.guard.js';

const asked = (headers: Record<string, string>) =>
  isFromOurPages({ host: 'pickup.example', headers }, 'https://pickup.example');

describe('where a request comes from', () => {
  it.each([
    ['our page', { origin: 'https://pickup.example' }],
    ['our page behind a proxy that speaks http inside', { origin: 'http://pickup.example' }],
    ['a program without a browser', {}],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s may change things', (_name, headers) => expect(asked(headers)).toBe(true));

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of ours', { origin: 'https://pickup.example:8443' }],
    ['a name that begins like ours', { origin: 'https://pickup.example.evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another site without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
  ])('%s may not', (_name, headers) => expect(asked(headers)).toBe(false));
});
