import { describe, expect, it } from 'vitest';
import { countryOf, readEmail, readPhone } from './index.js';

describe('the country of a time zone', () => {
  it.each([
    ['Europe/Paris', 'FR'],
    ['Europe/Zurich', 'CH'],
    ['Europe/Brussels', 'BE'],
    ['America/New_York', 'US'],
    ['America/Toronto', 'CA'],
    // Under two names: the one of today and the one that Intl prefers.
    ['Asia/Kolkata', 'IN'],
    ['Asia/Calcutta', 'IN'],
    ['Europe/Kyiv', 'UA'],
    ['Indian/Reunion', 'RE'],
    ['UTC', undefined],
    ['Europe/Nowhere', undefined],
  ])('%s: %s', (zone, country) => {
    expect(countryOf(zone)).toBe(country);
  });
});

describe('a phone number', () => {
  it.each<[typed: string, country: string | undefined, e164: string]>([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    ['06-12-34-56-78 ', 'FR', '+33612345678'],
    ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
    ['0033612345678', 'FR', '+33612345678'],
    ['０６１２３４５６７８', 'FR', '+33612345678'],
    ['+44 7400 123456', 'FR', '+447400123456'],
    ['+33612345678', undefined, '+33612345678'],
    ['07400 123456', 'GB', '+447400123456'],
    ['(201) 555-0123', 'US', '+12015550123'],
    ['0692 12 34 56', 'RE', '+262692123456'],
    // Kept free for fiction: nobody has them, and demonstrations use them.
    ['06 39 98 12 34', 'FR', '+33639981234'],
    ['07700 900123', 'GB', '+447700900123'],
  ])('%s in %s', (typed, country, e164) => {
    expect(readPhone(typed, country)).toEqual({ e164 });
  });

  it.each([
    ['', 'FR'],
    ['demander Zoé', 'FR'],
    ['06 12 34 56 78 (Zoé)', 'FR'],
    ['1-800-FLOWERS', 'US'],
    ['06 12 34', 'FR'],
    ['06 12 34 56 78\nBcc: x', 'FR'],
    // A British number, typed without its country.
    ['07400 123456', 'FR'],
    ['06 12 34 56 78', undefined],
    ['06 12 34 56 78', 'ZZ'],
    ['9'.repeat(400), 'FR'],
  ])('is none: %j in %s', (typed, country) => {
    expect(readPhone(typed, country)).toEqual({ refused: 'none' });
  });

  it.each([
    ['04 72 00 00 00', 'FR'],
    ['+44 20 7946 0958', 'FR'],
    ['0800 123 456', 'FR'],
  ])('takes no text message: %s', (typed, country) => {
    expect(readPhone(typed, country)).toEqual({ refused: 'landline' });
  });
});

describe('an e-mail address', () => {
  it.each([
    [' zoe.martin+courses@example.fr ', 'zoe.martin+courses@example.fr'],
    ['zoe@épicerie.fr', 'zoe@xn--picerie-9xa.fr'],
  ])('%j', (typed, email) => {
    expect(readEmail(typed)).toBe(email);
  });

  it.each([
    '',
    '@',
    'zoe',
    'zoe@example',
    'zoe@example.fr\nBcc: all@example.fr',
    'zoe\r\n@example.fr',
    'zoe@example.fr, ana@example.fr',
    'zoe@exam\nple.fr',
    `${'z'.repeat(300)}@example.fr`,
    'Zoé <zoe@example.fr>',
  ])('is none: %j', (typed) => {
    expect(readEmail(typed)).toBeUndefined();
  });
});
