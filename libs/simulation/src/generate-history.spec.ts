import { describe, expect, it } from 'vitest';
import { generateHistory, type HistoryPlan } from './generate-history.js';

const PLAN: HistoryPlan = {
  seed: 7,
  from: '2026-03-23',
  days: 14,
  timeZone: 'Europe/Paris',
  pickups: 2_000,
};

describe('a generated history', () => {
  it('is the same for the same seed, and another for another', () => {
    const history = [...generateHistory(PLAN)];
    expect(history).toHaveLength(2_000);
    expect([...generateHistory(PLAN)]).toEqual(history);
    expect([...generateHistory({ ...PLAN, seed: 8 })]).not.toEqual(history);
  });

  it('happens while the store is open, by its own clock, also after the clocks change', () => {
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: PLAN.timeZone,
      hour: '2-digit',
      hourCycle: 'h23',
    });
    for (const { arrival } of generateHistory(PLAN)) {
      if (!arrival) continue;
      const at = Number(hour.format(arrival.at));
      expect(at).toBeGreaterThanOrEqual(8);
      expect(at).toBeLessThan(20);
    }
  });

  it('never ends before it begins', () => {
    for (const { arrival, endedAt, claimedAt, firstSignAt, alert } of generateHistory(PLAN)) {
      if (!arrival) continue;
      expect(endedAt).toBeGreaterThan(arrival.at);
      expect(claimedAt ?? arrival.at).toBeGreaterThanOrEqual(arrival.at);
      expect(firstSignAt).toBeLessThanOrEqual(arrival.at);
      expect(alert?.at ?? 0).toBeLessThan(arrival.at);
    }
  });
});
