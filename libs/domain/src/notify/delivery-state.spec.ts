import { describe, expect, it } from 'vitest';
import { afterTry, DELIVERY_STATES, mayMove, type SendResult } from './delivery-state.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const LATER = NOW + 2 * 3_600_000;

describe('reports of a provider', () => {
  it('come to the same end in any order, and twice', () => {
    const reports = ['sent', 'failed', 'delivered', 'unknown'] as const;
    const endOf = (order: readonly (typeof DELIVERY_STATES)[number][]): string =>
      order.reduce((state, report) => (mayMove(state, report) ? report : state), DELIVERY_STATES[1]);
    const ends = permutations([...reports, ...reports].slice(0, 6)).map(endOf);
    expect(new Set(ends)).toEqual(new Set(['delivered']));
  });

  it('never make a delivery due again', () => {
    for (const from of DELIVERY_STATES) expect(mayMove(from, 'waiting')).toBe(false);
  });
});

describe('after a try', () => {
  const refused: SendResult = { kind: 'refused_for_now', reason: 'answer:451' };
  const step = (result: SendResult, attempts = 1, random = 0) =>
    afterTry(result, attempts, LATER, NOW, random);

  it('what was taken is sent, what never will be has failed, what may have been taken is not sent again', () => {
    expect(step({ kind: 'sent' })).toEqual({ state: 'sent' });
    expect(step({ kind: 'refused', reason: 'answer:550' })).toEqual({ state: 'failed' });
    expect(step({ kind: 'unknown', reason: 'no_answer' })).toEqual({ state: 'unknown' });
  });

  it('what was refused for now waits longer each time, spread over half the pause', () => {
    const pauses = [1, 2, 3, 4].map((attempts) => dueIn(step(refused, attempts)));
    expect(pauses).toEqual([5_000, 30_000, 120_000, 600_000]);
    expect(dueIn(step(refused, 3, 0.999))).toBeGreaterThan(179_000);
  });

  it('the other side’s Retry-After is kept to, and what would come too late expires', () => {
    expect(dueIn(step({ ...refused, retryAfterS: 90 }))).toBe(90_000);
    expect(step({ ...refused, retryAfterS: 7_200 })).toEqual({ state: 'expired' });
  });
});

const dueIn = (step: ReturnType<typeof afterTry>): number => ('dueAt' in step ? step.dueAt - NOW : NaN);

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((one, index) =>
    permutations(list.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
  );
}
