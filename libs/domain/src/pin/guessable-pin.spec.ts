import { describe, expect, it } from 'vitest';
import { pinFault } from './guessable-pin.js';

describe('a PIN that is tried first', () => {
  it.each([
    ['111111', 'few-digits'],
    ['121212', 'few-digits'],
    ['123456', 'run'],
    ['987654', 'run'],
    ['890123', 'run'],
    ['135791', 'run'],
    ['123457', 'run'],
    ['481481', 'repeat'],
    ['113355', 'repeat'],
    ['481184', 'repeat'],
    ['147258', 'keypad'],
    ['258025', 'keypad'],
    ['145236', 'keypad'],
    ['159753', 'common'],
    ['140789', 'date'],
    ['071489', 'date'],
    ['890714', 'date'],
    ['14071989', 'date'],
    ['19890714', 'date'],
    ['071989', 'date'],
  ])('%s: %s', (pin, fault) => {
    expect(pinFault(pin)).toBe(fault);
  });

  it('is part of a number that everybody there knows, however it is written', () => {
    const phone = '+33 4 72 19 38 56';
    expect(pinFault('721938', [phone])).toBe('known');
    expect(pinFault('938561', [phone])).toBe('known');
    expect(pinFault('721839', [phone])).toBeUndefined();
    expect(pinFault('690027', ['69002'])).toBe('known');
  });

  it('is none of these', () => {
    for (const pin of ['482913', '730264', '593824', '604817', '38291746'])
      expect(pinFault(pin)).toBeUndefined();
  });

  it('leaves most: nine of ten that are drawn pass', () => {
    let refused = 0;
    for (let i = 0; i < 1_000_000; i += 37) if (pinFault(String(i).padStart(6, '0'))) refused += 1;
    expect(refused / (1_000_000 / 37)).toBeLessThan(0.12);
  });
});
