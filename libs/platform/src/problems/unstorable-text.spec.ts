import { describe, expect, it } from 'vitest';
import { unstorableText } from './unstorable-text.js';

describe('unstorableText', () => {
  it('names the field that no database would keep', () => {
    expect(unstorableText({ customer: { firstName: 'Zo\u0000é' } })?.field).toBe('customer.firstName');
    expect(unstorableText({ bays: [{ label: '1' }, { label: '\ud83d' }] })?.field).toBe('bays[1].label');
    expect(unstorableText('\u0000')?.field).toBe('body');
  });

  it('lets every real text pass: accents, other scripts, whole pairs, line breaks', () => {
    const texts = ['Zoé', '東京', 'Ελλάδα', '👩‍👩‍👧', 'two\nlines', ''];
    expect(
      unstorableText({ texts, count: 3, none: null, yes: true, more: { deep: [texts] } }),
    ).toBeUndefined();
  });
});
