import { describe, expect, it } from 'vitest';
import { likeliestReading, readScan, ScanBuffer, type KeyPress } from './scan.js';

/** The keys of a US keyboard, as a device of the same layout reads them. */
const usKey = (sign: string): KeyPress => {
  if (/[A-Za-z]/.test(sign))
    return { key: sign, code: `Key${sign.toUpperCase()}`, shiftKey: sign !== sign.toLowerCase() };
  if (/\d/.test(sign)) return { key: sign, code: `Digit${sign}`, shiftKey: false };
  if (sign === ':') return { key: sign, code: 'Semicolon', shiftKey: true };
  return { key: sign, code: sign, shiftKey: false };
};

/** What a French device makes of the keys of a US keyboard. */
const AZERTY: Readonly<Record<string, string>> = {
  ...{ A: 'Q', Q: 'A', W: 'Z', Z: 'W', M: '?', ':': 'M' },
  ...{ 0: 'à', 1: '&', 2: 'é', 3: '"', 4: "'", 5: '(', 6: '-', 7: 'è', 8: '_', 9: 'ç' },
};
const onAzerty = (press: KeyPress): KeyPress => ({ ...press, key: AZERTY[press.key] ?? press.key });

const type = (
  text: string,
  everyMs: number,
  device: (press: KeyPress) => KeyPress = (press) => press,
): (readonly string[] | null)[] => {
  const buffer = new ScanBuffer();
  const presses = [...text].map((sign) => device(usKey(sign)));
  const enter = { key: 'Enter', code: 'Enter', shiftKey: false };
  return [...presses, enter].map((press, i) => buffer.press(press, 1000 + i * everyMs));
};

const orders = [
  { orderId: '1', shortCode: 'K7P' },
  { orderId: '2', shortCode: 'ABCD' },
  { orderId: '3', shortCode: 'A1W' },
];

describe('a scanner', () => {
  it('is told by its pace and its Enter', () => {
    expect(type('K7P', 12).at(-1)).toEqual(['K7P']);
  });

  it('is not a person typing, nor a lone Enter', () => {
    expect(type('K7P', 150).every((text) => text === null)).toBe(true);
    expect(new ScanBuffer().press({ key: 'Enter', code: 'Enter', shiftKey: false }, 5)).toBeNull();
  });

  it('passes over shift and other keys without a character', () => {
    const buffer = new ScanBuffer();
    const shift = { key: 'Shift', code: 'ShiftLeft', shiftKey: true };
    const presses = [shift, usKey('K'), usKey('7'), usKey('P'), { ...shift, key: 'Enter', code: 'Enter' }];
    expect(presses.map((press, i) => buffer.press(press, i * 10)).at(-1)).toEqual(['K7P']);
  });

  it.each(['A1W', 'curbline:K7P:WXYZ', 'ABCD', '2Q4W'])(
    'with a US layout on a French device still says %s',
    (text) => {
      const readings = type(text, 10, onAzerty).at(-1) ?? [];
      expect(readings).toContain(text);
      expect(likeliestReading(readings, orders)).toBe(text);
    },
  );

  it('with the layout of its French device is read as the device reads it', () => {
    // The key that a US keyboard calls Q, with the sign that the device makes of it.
    const presses = [{ key: 'A', code: 'KeyQ', shiftKey: true }, usKey('B'), usKey('C'), usKey('D')];
    const buffer = new ScanBuffer();
    presses.forEach((press, i) => buffer.press(press, i * 10));
    const readings = buffer.press({ key: 'Enter', code: 'Enter', shiftKey: false }, 50) ?? [];
    expect(likeliestReading(readings, orders)).toBe('ABCD');
  });
});

describe('what was scanned', () => {
  it.each([
    ['k7p', '1', null],
    ['K7P WXYZ', '1', 'WXYZ'],
    ['curbline:K7P:WXYZ', '1', 'WXYZ'],
    ['WXYZ', null, 'WXYZ'],
    ['am-6g', null, 'AM6G'],
    ['AM 6G', null, 'AM6G'],
    ['abcd', '2', null],
    ['', null, null],
    ['???', null, null],
  ])('%s', (text, orderId, code) => expect(readScan(text, orders)).toMatchObject({ orderId, code }));

  it('of another board’s or day’s order names it, and is no code of the order in hand', () => {
    expect(readScan('curbline:Z9Z:AM6G', orders)).toEqual({ orderId: null, shortCode: 'Z9Z', code: 'AM6G' });
  });

  it('takes the order from its place in the QR, also where its code is another order’s name', () => {
    expect(readScan('curbline:K7P:ABCD', orders)).toEqual({ orderId: '1', shortCode: 'K7P', code: 'ABCD' });
  });
});
