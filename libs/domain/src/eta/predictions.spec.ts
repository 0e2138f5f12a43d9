import { describe, expect, it } from 'vitest';
import { predictionFor, type Predictions, withPrediction } from './predictions.js';

const MINUTE = 60_000;

/** Predictions made every `everyS` seconds for so many minutes, each of an arrival at its own minute. */
function made(minutes: number, everyS: number): Predictions {
  let kept: Predictions = [];
  for (let at = 0; at <= minutes * MINUTE; at += everyS * 1000)
    kept = withPrediction(kept, { madeAt: at, arrivalAt: at + MINUTE });
  return kept;
}

describe('the prediction that is judged', () => {
  it('is the newest of those made five minutes before the arrival', () => {
    expect(predictionFor(made(20, 10), 20 * MINUTE)).toEqual({ madeAt: 15 * MINUTE, arrivalAt: 16 * MINUTE });
  });

  it('is found when the arrival is noticed minutes later', () => {
    expect(predictionFor(made(20, 10), 16 * MINUTE)?.madeAt).toBe(11 * MINUTE);
  });

  it('is the last one before a silence that it fell into', () => {
    const kept = withPrediction(made(10, 30), { madeAt: 18 * MINUTE, arrivalAt: 20 * MINUTE });
    expect(predictionFor(kept, 20 * MINUTE)?.madeAt).toBe(10 * MINUTE);
  });

  it('is none when the trip was shorter than five minutes', () => {
    expect(predictionFor(made(4, 10), 4 * MINUTE)).toBeUndefined();
    expect(predictionFor([], 4 * MINUTE)).toBeUndefined();
  });

  it('is none when the last one was made a quarter of an hour before', () => {
    expect(predictionFor(made(2, 30), 17 * MINUTE)?.madeAt).toBe(2 * MINUTE);
    expect(predictionFor(made(2, 30), 17 * MINUTE + 1)).toBeUndefined();
  });
});

describe('the predictions that are kept', () => {
  it('are half a minute apart, and a few on a trip of hours', () => {
    const kept = made(180, 5);
    expect(kept.length).toBeLessThanOrEqual(20);
    kept.slice(1).forEach(({ madeAt }, i) => expect(madeAt - kept[i]!.madeAt).toBeGreaterThanOrEqual(30_000));
  });

  it('stay the same list while nothing is added', () => {
    const kept = made(10, 30);
    expect(withPrediction(kept, { madeAt: 10 * MINUTE + 29_999, arrivalAt: 0 })).toBe(kept);
  });
});
