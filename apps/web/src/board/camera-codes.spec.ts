import { describe, expect, it } from 'vitest';
import { codesThatCount, sortCodes } from './camera-codes.js';

const K7P = 'curbline:K7P:AM6G';
const B2C = 'curbline:B2C:WXYZ';
const orders = [
  { orderId: '1', shortCode: 'K7P' },
  { orderId: '2', shortCode: 'B2C' },
];
const none: ReadonlySet<string> = new Set();

describe('a picture of the camera', () => {
  it('without a code says nothing', () => {
    expect(sortCodes([], none)).toEqual({ fresh: [], foreign: false });
  });

  it.each(['curbline:K7P:AM6G', 'Curbline:k7p:am6g', 'AM6G', ' am6g '])('with %j is a customer’s', (text) => {
    expect(sortCodes([text], none)).toEqual({ fresh: [text], foreign: false });
  });

  it.each([
    'https://example.com/menu',
    'https://curbline.example/s/lyon/4/AM6G',
    'WIFI:S:shop;T:WPA;P:secret;;',
    'curbline:K7P',
    'curbline:K7P:AM6G:more',
    'AM6O',
    'K7P',
    '',
  ])('with %j is somebody else’s', (text) => {
    expect(sortCodes([text], none)).toEqual({ fresh: [], foreign: true });
  });

  it('with a code that was followed is neither, and another beside it is new', () => {
    expect(sortCodes([K7P], new Set([K7P]))).toEqual({ fresh: [], foreign: false });
    expect(sortCodes([K7P, B2C], new Set([K7P]))).toEqual({ fresh: [B2C], foreign: false });
  });

  it('with a foreign code beside a customer’s is the customer’s; the same twice is one', () => {
    expect(sortCodes(['https://example.com', K7P, K7P], none)).toEqual({ fresh: [K7P], foreign: false });
  });
});

describe('of several codes in one picture', () => {
  it('the order in hand counts alone', () => {
    expect(codesThatCount([K7P, B2C], orders, '2')).toEqual([B2C]);
  });

  it('each order of the board counts, and none that is not on it', () => {
    expect(codesThatCount([K7P, B2C], orders, null)).toEqual([K7P, B2C]);
    expect(codesThatCount(['curbline:Z9Z:AM6G', B2C], orders, null)).toEqual([B2C]);
    expect(codesThatCount([K7P, B2C], orders, '3')).toEqual([K7P, B2C]);
  });

  it('the first counts when the board knows none', () => {
    expect(codesThatCount(['curbline:Z9Z:AM6G', 'AM6G'], orders, null)).toEqual(['curbline:Z9Z:AM6G']);
  });
});
