import { describe, expect, it } from 'vitest';
import { automaticLeadTime } from './automatic-lead-time.js';

describe('the automatic lead time', () => {
  it.each([
    ['stays while too few have walked out', 120, { count: 19, medianS: 300 }, 120],
    ['grows by a step towards what they take', 120, { count: 40, medianS: 200 }, 150],
    ['shrinks by a step', 120, { count: 40, medianS: 20 }, 90],
    ['lands where they are', 120, { count: 40, medianS: 105 }, 140],
    ['stays when it is about right', 120, { count: 40, medianS: 93 }, 120],
    ['is never shorter than it may be', 40, { count: 40, medianS: -500 }, 30],
    ['is never longer than it may be', 890, { count: 40, medianS: 9_000 }, 900],
    ['stays without a figure', 120, { count: 40, medianS: NaN }, 120],
  ])('%s', (_name, leadS, walkOuts, expected) => {
    expect(automaticLeadTime(leadS, walkOuts)).toBe(expected);
  });

  it('converges', () => {
    let leadS = 120;
    for (let hour = 0; hour < 30; hour += 1) leadS = automaticLeadTime(leadS, { count: 50, medianS: 412 });
    expect(leadS).toBe(440);
  });
});
