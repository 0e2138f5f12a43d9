import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../messages/generated/runtime.js';
import { sampleCard } from '../../fixtures/board.js';
import { reasonWords } from './words.js';

const told = (fixes: number) => {
  const { arrival } = sampleCard({});
  const reasons = { insideForS: 13, accuracyM: 12, fixes };
  return reasonWords(sampleCard({ arrival: arrival && { ...arrival, reasons } }));
};

describe('the reason for an arrival', () => {
  it('is counted in the language’s own number', () => {
    overwriteGetLocale(() => 'en');
    expect(told(1)).toBe('inside for 13 s, ±12\u00a0m, 1 fix');
    expect(told(3)).toBe('inside for 13 s, ±12\u00a0m, 3 fixes');
    overwriteGetLocale(() => 'fr');
    expect(told(1)).toMatch(/1 position$/);
    expect(told(2)).toMatch(/2 positions$/);
  });
});
