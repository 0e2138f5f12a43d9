import { describe, expect, it } from 'vitest';
import { overlapInDay } from './spans.js';

const span = (from: string, to: string) => ({ from, to });

describe('overlapInDay', () => {
  it('lets one span begin as another ends, also at the end of the day', () => {
    expect(overlapInDay([span('14:00', '19:00'), span('08:00', '14:00'), span('19:00', '24:00')])).toBe(
      undefined,
    );
    expect(overlapInDay([span('01:00', '03:00'), span('22:00', '02:00')])).toBe(undefined);
  });

  it('finds two that share a minute, in whatever order they come', () => {
    expect(overlapInDay([span('14:00', '19:00'), span('08:00', '14:01')])).toEqual([1, 0]);
    expect(overlapInDay([span('08:00', '12:00'), span('08:00', '12:00')])).toEqual([0, 1]);
    expect(overlapInDay([span('18:00', '24:00'), span('23:00', '02:00')])).toEqual([0, 1]);
    expect(overlapInDay([span('00:00', '00:00'), span('09:00', '10:00')])).toEqual([0, 1]);
  });
});
