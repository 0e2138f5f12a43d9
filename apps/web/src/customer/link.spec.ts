import { describe, expect, it } from 'vitest';
import { readFragment, tripFragment } from './link.js';

describe('the fragment of the address', () => {
  it('is a customer’s link, with its store', () => {
    const token = 'lyon-part-dieu.abcdefghij_KLMNOPQR-12';
    expect(readFragment(`#${token}`)).toEqual({ kind: 'link', token });
  });

  it('is a customer’s link of before, the token alone', () => {
    expect(readFragment('#abcdefghij_KLMNOPQR-12')).toEqual({
      kind: 'link',
      token: 'abcdefghij_KLMNOPQR-12',
    });
  });

  it('is a trip whose cookie this browser holds', () => {
    const tripId = '3f2b6c1e-0000-4000-8000-000000000001';
    expect(readFragment(tripFragment(tripId))).toEqual({ kind: 'trip', tripId });
    expect(readFragment('#trip/3f2b6c1e')).toEqual({ kind: 'broken' });
  });

  it('is the sign at a bay', () => {
    expect(readFragment('#at/lyon-part-dieu/4')).toEqual({
      kind: 'sign',
      storeId: 'lyon-part-dieu',
      bay: '4',
      code: null,
    });
    expect(readFragment('#at/lyon/Quai%20B')).toEqual({
      kind: 'sign',
      storeId: 'lyon',
      bay: 'Quai B',
      code: null,
    });
    const code = 'abcdefghij_KLMNOPQR-12';
    expect(readFragment(`#at/lyon/4/${code}`)).toEqual({ kind: 'sign', storeId: 'lyon', bay: '4', code });
  });

  it('is empty when the page is opened again', () => {
    expect(readFragment('')).toEqual({ kind: 'again' });
    expect(readFragment('#')).toEqual({ kind: 'again' });
  });

  it.each([
    '#short',
    '#a b c',
    '#at/lyon/',
    '#at/LYON/4',
    '#at/lyon/%E0%A4%A',
    '#at/lyon/1234567890123',
    '#at/lyon/4/short',
    `#${'x'.repeat(65)}`,
    '#LYON.abcdefghij_KLMNOPQR-12',
    '#lyon.short',
    '#lyon.2.abcdefghij_KLMNOPQR-12',
  ])('is broken: %s', (fragment) => {
    expect(readFragment(fragment)).toEqual({ kind: 'broken' });
  });
});
