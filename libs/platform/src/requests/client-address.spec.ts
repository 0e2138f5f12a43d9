import { describe, expect, it } from 'vitest';
import { environmentFields, readEnvironment } from '../environment.js';
import * as z from 'zod';
import { clientAddresses } from './client-address.js';

const from = (remoteAddress: string | undefined, forwarded?: string) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

const read = (text: string) =>
  readEnvironment(z.object({ TRUST_PROXY: environmentFields.TRUST_PROXY }), { TRUST_PROXY: text })
    .TRUST_PROXY;

describe('whose address a request is counted under', () => {
  it.each([
    [
      'whoever is connected, when nobody stands before us',
      'false',
      '203.0.113.9',
      '198.51.100.1',
      '203.0.113.9',
    ],
    ['whom the proxy on this machine heard', 'on', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['whom the proxy heard, in IPv6', 'loopback', '::1', '2001:db8::7', '2001:db8::7'],
    [
      'whom the proxy heard, on a socket of both kinds',
      'loopback',
      '::ffff:127.0.0.1',
      '198.51.100.1',
      '198.51.100.1',
    ],
    [
      'whom the proxy heard, whatever that one claims',
      'loopback',
      '127.0.0.1',
      '10.0.0.1, 198.51.100.1',
      '198.51.100.1',
    ],
    ['a stranger who writes the header', 'on', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    [
      'the first whom no trusted proxy is',
      '172.16.0.0/12,10.0.0.7',
      '172.18.0.5',
      '198.51.100.1, 10.0.0.7',
      '198.51.100.1',
    ],
    ['the proxy itself, when it forwards nothing', 'loopback', '127.0.0.1', undefined, '127.0.0.1'],
    ['nobody, once they hung up', 'loopback', undefined, '198.51.100.1', undefined],
  ])('is %s', (_what, trust, remote, forwarded, address) => {
    expect(clientAddresses(read(trust)).of(from(remote, forwarded))).toBe(address);
  });

  it.each(['true', '1', '2', 'proxy', '10.0.0.0/99', '10.0.0.1 10.0.0.2'])(
    'is not to be said by %s: the start says what to write instead',
    (text) =>
      expect(() => read(text)).toThrow(/TRUST_PROXY must say which proxies.*loopback.*172\.30\.77\.0\/24/),
  );
});
