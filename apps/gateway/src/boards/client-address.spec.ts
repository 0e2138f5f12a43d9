import { expect, it } from '@jest/globals';
import { addressBy } from './client-address.js';

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

it.each<[string, boolean | string | number, string | undefined, string | undefined, string | undefined]>([
  ['whoever is connected, when nobody stands before us', false, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['whom the proxy heard', 1, '172.18.0.5', '198.51.100.1', '198.51.100.1'],
  [
    'whom the proxy heard, whatever that one claims',
    1,
    '172.18.0.5',
    '10.0.0.1, 198.51.100.1',
    '198.51.100.1',
  ],
  ['whom the load balancer heard', 2, '172.18.0.5', '198.51.100.1, 10.0.0.7', '198.51.100.1'],
  ['the last that is known, when fewer stand there than were said', 2, '172.18.0.5', undefined, '172.18.0.5'],
  [
    'the first whom no trusted proxy is',
    '172.16.0.0/12,10.0.0.7',
    '172.18.0.5',
    '198.51.100.1, 10.0.0.7',
    '198.51.100.1',
  ],
  ['somebody who only says that a proxy sent them', '10.0.0.7', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['the farthest, when everybody is believed', true, '172.18.0.5', '198.51.100.1, 10.0.0.7', '198.51.100.1'],
  ['an address of the new kind', '::1', '::1', '2001:db8::7', '2001:db8::7'],
  ['what it claims to be, were it nonsense', '10.0.0.7', '10.0.0.7', '198.51.100.1, <script>', '<script>'],
  ['nobody, once they hung up', 1, undefined, '198.51.100.1', undefined],
])('is %s', (_what, trust, remote, forwarded, address) => {
  expect(addressBy(trust)(from(remote, forwarded))).toBe(address);
});
