import { describe, expect, it } from 'vitest';
import { alongTheWay, arrivalTimeOf, headlineOf } from './arrival-time.js';

const NOW = Date.parse('2026-03-04T16:30:10Z');
const time = (seconds: number, lowSeconds: number, highSeconds: number) =>
  arrivalTimeOf({ seconds, lowSeconds, highSeconds, source: 'position' }, NOW);

describe('the arrival time in the headline', () => {
  it('is a minute when the estimate is tight', () => {
    expect(headlineOf(time(600, 540, 660), NOW)).toEqual({
      kind: 'at',
      at: Date.parse('2026-03-04T16:40:00Z'),
    });
  });

  it('is a range, rounded outwards, when it is loose', () => {
    expect(headlineOf(time(900, 600, 1500), NOW)).toEqual({
      kind: 'between',
      from: Date.parse('2026-03-04T16:40:00Z'),
      to: Date.parse('2026-03-04T16:56:00Z'),
    });
  });

  it('never names a time gone by', () => {
    expect(headlineOf(time(20, 0, 60), NOW)).toEqual({ kind: 'now' });
    expect(headlineOf(time(600, 540, 660), NOW + 900_000)).toEqual({ kind: 'now' });
    expect(headlineOf(time(120, 0, 600), NOW + 300_000)).toMatchObject({
      kind: 'between',
      from: NOW + 300_000,
    });
    expect(headlineOf(time(120, 0, 600), NOW + 900_000)).toEqual({ kind: 'now' });
  });
});

describe('the car on the road', () => {
  it('moves with the share of the way behind, never back', () => {
    expect(alongTheWay(0, 300, 600)).toBe(0.5);
    expect(alongTheWay(0.5, 400, 600)).toBe(0.5);
    expect(alongTheWay(0.5, 0, 600)).toBe(1);
    expect(alongTheWay(0.5, null, 600)).toBe(0.5);
    expect(alongTheWay(0, 900, 600)).toBe(0);
    expect(alongTheWay(0, 10, 0)).toBe(0);
  });
});
