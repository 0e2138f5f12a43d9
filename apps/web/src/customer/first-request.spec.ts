import { describe, expect, it } from 'vitest';
import { firstRequest } from './first-request.js';
import { readFragment } from './link.js';

const TOKEN = 'A'.repeat(22);
const TRIP = '0b5b6d5e-1111-4222-8333-444455556666';

describe('the first question', () => {
  it.each([
    [`#${TOKEN}`, { route: { method: 'POST', path: '/v1/link' }, body: { token: TOKEN } }],
    [`#trip/${TRIP}`, { route: { method: 'GET', path: `/v1/trips/${TRIP}` } }],
    ['#at/lyon/4', { route: { method: 'GET', path: '/v1/trips' } }],
    ['', { route: { method: 'GET', path: '/v1/trips' } }],
  ])('of the address %s', (fragment, question) => {
    expect(firstRequest(readFragment(fragment))).toEqual(question);
  });
});
