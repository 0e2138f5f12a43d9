import { describe, expect, it } from 'vitest';
import { refusalOf } from './outgoing-url.js';

const NONE: ReadonlySet<string> = new Set();

const REFUSED: readonly [url: string, reason: string][] = [
  ['', 'not_a_url'],
  ['shop.example/hook', 'not_a_url'],
  ['https://', 'not_a_url'],
  ['https://[fe80::1%25eth0]/', 'not_a_url'],
  ['https://256.1.1.1/', 'not_a_url'],
  ['http://shop.example/hook', 'not_https'],
  ['ftp://shop.example/hook', 'not_https'],
  ['file:///etc/passwd', 'not_https'],
  ['gopher://shop.example:70/_', 'not_https'],
  ['https://name:secret@shop.example/hook', 'has_credentials'],
  ['https://8.8.8.8@shop.example/hook', 'has_credentials'],
  ['https://localhost/', 'address_not_public'],
  ['https://localhost./', 'address_not_public'],
  ['https://LOCALHOST:8443/', 'address_not_public'],
  ['https://api.localhost/', 'address_not_public'],
  ['https://printer.local/', 'address_not_public'],
  ['https://metadata.google.internal/', 'address_not_public'],
  ['https://router.home.arpa/', 'address_not_public'],
  ['https://postgres/', 'address_not_public'],
  ['https://127.0.0.1/', 'address_not_public'],
  ['https://127.1/', 'address_not_public'],
  ['https://2130706433/', 'address_not_public'],
  ['https://0x7f000001/', 'address_not_public'],
  ['https://0x7f.1/', 'address_not_public'],
  ['https://0177.0.0.1/', 'address_not_public'],
  ['https://017700000001/', 'address_not_public'],
  ['https://127.0.0.1./', 'address_not_public'],
  ['https://①②⑦.⓪.⓪.①/', 'address_not_public'],
  ['https://127。0。0。1/', 'address_not_public'],
  ['https://%31%32%37.0.0.1/', 'address_not_public'],
  ['https://0/', 'address_not_public'],
  ['https://169.254.169.254/latest/meta-data/', 'address_not_public'],
  ['https://2852039166/', 'address_not_public'],
  ['https://10.0.0.5:5432/', 'address_not_public'],
  ['https://[::1]/', 'address_not_public'],
  ['https://[::]/', 'address_not_public'],
  ['https://[::ffff:127.0.0.1]/', 'address_not_public'],
  ['https://[::ffff:7f00:1]/', 'address_not_public'],
  ['https://[0:0:0:0:0:ffff:a9fe:a9fe]/', 'address_not_public'],
  ['https://[64:ff9b::7f00:1]/', 'address_not_public'],
  ['https://[2002:7f00:1::]/', 'address_not_public'],
  ['https://[fd00::1]/', 'address_not_public'],
];

describe('refusalOf', () => {
  it.each(REFUSED)('refuses %s: %s', (url, reason) => expect(refusalOf(url, NONE)).toBe(reason));

  it.each([
    'https://shop.example/hook',
    'https://shop.example:8443/a?b=c',
    'https://8.8.8.8/',
    'https://bücher.example/',
  ])('accepts %s', (url) => expect(refusalOf(url, NONE)).toBeUndefined());

  it('accepts what the operator named, also by plain http, and nothing beside it', () => {
    const named = new Set(['shop.lan', '192.168.1.20', 'fd00::1']);
    for (const url of [
      'http://shop.lan:3000/',
      'http://SHOP.LAN./',
      'https://192.168.1.20/',
      'http://[fd00::1]/',
    ])
      expect(refusalOf(url, named)).toBeUndefined();
    expect(refusalOf('https://other.shop.lan/', named)).toBeUndefined();
    expect(refusalOf('http://other.shop.lan/', named)).toBe('not_https');
    expect(refusalOf('https://192.168.1.21/', named)).toBe('address_not_public');
    expect(refusalOf('ftp://shop.lan/', named)).toBe('not_https');
  });
});
