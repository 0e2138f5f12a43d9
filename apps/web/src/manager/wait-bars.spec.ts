import { describe, expect, it } from 'vitest';
import { barOf, newestFirst, scaleMs, type Pickup, type Wait } from './wait-bars.js';

const wait = (earlyMs: number, shortNoticeMs: number, storeMs: number): Wait => ({
  totalMs: earlyMs + shortNoticeMs + storeMs,
  earlyMs,
  shortNoticeMs,
  storeMs,
  open: false,
});
const pickup = (shortCode: string, arrivedAt: string | null, handedOverAt: string | null): Pickup =>
  ({
    shortCode,
    handedOverAt,
    arrival:
      arrivedAt === null ? null : { occurredAt: arrivedAt, evidence: 'position_parked', confirmed: true },
  }) as Pickup;

describe('bars of waits', () => {
  it('share one scale that ends at a round minute and shows the goal', () => {
    expect(scaleMs([], 120)).toBe(240_000);
    expect(scaleMs([wait(0, 0, 245_000), null], 120)).toBe(300_000);
  });

  it('add up to the whole wait', () => {
    const { early, shortNotice, store } = barOf(wait(60_000, 30_000, 90_000), 240_000);
    expect([early, shortNotice, store]).toEqual([25, 12.5, 37.5]);
  });
});

it('the newest pickup comes first, whatever is known of it', () => {
  const rows = [
    pickup('NONE', null, null),
    pickup('OPEN', '2026-07-14T10:05:00Z', null),
    pickup('DONE', '2026-07-14T09:00:00Z', '2026-07-14T10:10:00Z'),
  ];
  expect(rows.toSorted(newestFirst).map((p) => p.shortCode)).toEqual(['DONE', 'OPEN', 'NONE']);
});
