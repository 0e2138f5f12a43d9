import { describe, expect, it } from '@jest/globals';
import { readScan, ScanBuffer } from './scan.js';

const type = (buffer: ScanBuffer, text: string, everyMs: number): (string | null)[] =>
  [...text, 'Enter'].map((key, i) => buffer.press(key, 1000 + i * everyMs));

describe('a scanner', () => {
  it('is told by its pace and its Enter', () => {
    expect(type(new ScanBuffer(), 'K7P', 12).at(-1)).toBe('K7P');
  });
  it('is not a person typing, nor a lone Enter', () => {
    expect(type(new ScanBuffer(), 'K7P', 150).every((text) => text === null)).toBe(true);
    expect(new ScanBuffer().press('Enter', 5)).toBeNull();
  });
  it('passes over shift and other keys without a character', () => {
    const buffer = new ScanBuffer();
    expect(['Shift', 'K', '7', 'P', 'Enter'].map((key, i) => buffer.press(key, i * 10)).at(-1)).toBe('K7P');
  });
});

describe('what was scanned', () => {
  const orders = [
    { orderId: '1', shortCode: 'K7P' },
    { orderId: '2', shortCode: 'ABCD' },
  ];
  it.each([
    ['k7p', '1', null],
    ['K7P WXYZ', '1', 'WXYZ'],
    ['curbline:K7P:WXYZ', '1', 'WXYZ'],
    ['WXYZ', null, 'WXYZ'],
    ['abcd', '2', null],
    ['', null, null],
    ['???', null, null],
  ])('%s', (text, orderId, code) => expect(readScan(text, orders)).toEqual({ orderId, code }));
});
