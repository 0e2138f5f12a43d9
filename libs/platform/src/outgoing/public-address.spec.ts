import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.js';

const PUBLIC = [
  '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '93.184.216.34', '100.63.255.255', '100.128.0.0',
  '126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0',
  '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0', '223.255.255.255',
  '2001:4860:4860::8888', '2606:4700:4700::1111', '2a00:1450:4007::200e',
]; // prettier-ignore

const NOT_PUBLIC: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.1.2.3', '0.255.255.255'],
  loopback: ['127.0.0.1', '127.0.0.53', '127.255.255.255', '::1'],
  'private networks': ['10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  'shared by a provider': ['100.64.0.0', '100.100.100.200', '100.127.255.255'],
  'link local, with the metadata of clouds': ['169.254.0.1', '169.254.169.254', '169.254.170.2', 'fe80::1', 'febf::1'],
  'services of clouds': ['168.63.129.16', '192.0.0.192', 'fd00:ec2::254'],
  'protocol assignments': ['192.0.0.0', '192.0.0.8', '192.0.0.170', '192.88.99.1'],
  'documentation': ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  'benchmarks': ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'multicast': ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  'reserved': ['240.0.0.1', '255.255.255.254', '255.255.255.255', '4000::1', 'e000::1'],
  'unspecified': ['::'],
  'IPv4 mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:8.8.8.8'],
  'IPv4 compatible': ['::127.0.0.1', '::7f00:1', '::a00:1'],
  'IPv4 translated': ['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::a00:1'],
  '6to4': ['2002:7f00:1::', '2002:a00:1::1', '2002:c0a8:1::1'],
  'Teredo': ['2001::1', '2001:0:4136:e378:8000:63bf:80ff:fffe'],
  'unique local': ['fc00::1', 'fd12:3456:789a::1'],
  'site local, given up': ['fec0::1'],
  'discard only': ['100::1'],
  'segment routing': ['5f00::1'],
  'addresses with a zone': ['fe80::1%eth0', '::1%lo', '2606:4700:4700::1111%eth0'],
  'no addresses': ['', 'localhost', '127.1', '0x7f.0.0.1', '2130706433', '[::1]', '8.8.8.8 ', '08.8.8.8'],
}; // prettier-ignore

describe('isPublicAddress', () => {
  it.each(PUBLIC)('accepts %s', (address) => expect(isPublicAddress(address)).toBe(true));

  for (const [kind, addresses] of Object.entries(NOT_PUBLIC))
    it.each(addresses)(`refuses ${kind}: %s`, (address) => expect(isPublicAddress(address)).toBe(false));

  it('is tried on more than 60 addresses that it refuses', () =>
    expect(Object.values(NOT_PUBLIC).flat().length).toBeGreaterThan(60));
});
