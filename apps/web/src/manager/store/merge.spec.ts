import { describe, expect, it } from 'vitest';
import { changesBetween, filled, merged, mergeOf } from './merge.js';
import { storeSettings } from '../../../fixtures/store-settings.js';

const base = filled(storeSettings());

describe('changesBetween', () => {
  it('sends what differs and nothing else, whatever the order of the keys', () => {
    const instructions = { en: base.instructions.en, fr: base.instructions.fr };
    expect(changesBetween(base, { ...base, instructions, goalS: 90 })).toEqual({ goalS: 90 });
    expect(changesBetween(base, base)).toEqual({});
  });

  it('takes an absent setting for the usual one', () => {
    const { proofPolicy: _, leadFollows: __, exceptions: ___, objectivePercent: ____, ...bare } = base;
    expect(changesBetween(filled(bare), base)).toEqual({});
  });
});

describe('mergeOf', () => {
  it('tells what both changed from what the others alone did', () => {
    const theirs = { ...base, goalS: 60, phone: '+33 4 99 99 99 99', leadS: 75 };
    const mine = { ...base, goalS: 90, name: 'Halle', leadS: 75 };
    expect(mergeOf(base, theirs, mine)).toEqual({ contested: ['goalS'], theirs: ['phone'] });
  });
});

describe('merged', () => {
  const theirs = { ...base, goalS: 60, phone: '+33 4 99 99 99 99' };
  const mine = { ...base, goalS: 90, name: 'Halle' };

  it('keeps the changes of both, and mine where both changed', () => {
    expect(merged(base, theirs, mine, new Set())).toEqual({ ...theirs, goalS: 90, name: 'Halle' });
  });

  it('takes theirs where that was chosen', () => {
    expect(merged(base, theirs, mine, new Set(['goalS'] as const))).toEqual({ ...theirs, name: 'Halle' });
  });
});
