import { describe, expect, it } from 'vitest';
import type { PickupRow } from '@curbline/contracts/http';
import { PickupsCsv } from './pickups-csv.js';

const row = (change: Partial<PickupRow>): PickupRow => ({
  orderId: '2a498268-7ea5-88ca-bc3a-073b0b55a0d3',
  shortCode: 'K7',
  service: 'curbside',
  outcome: 'handed_over',
  countedAt: '2026-03-29T00:55:00.000Z',
  evidence: 'position_parked',
  arrivedAt: '2026-03-29T00:55:00.000Z',
  claimedAt: null,
  handedOverAt: '2026-03-29T01:05:00.000Z',
  leftOpenAt: null,
  wait: { totalMs: 600_000, earlyMs: 0, shortNoticeMs: 0, storeMs: 600_000 },
  responseMs: null,
  walkMs: null,
  overtaken: false,
  recalls: 0,
  corrections: 0,
  sharedPosition: true,
  etaErrorMs: -2_500,
  leadGivenMs: null,
  leadWantedMs: 120_000,
  ...change,
});

describe('the CSV of pickups', () => {
  it.each(['=1+1', '+33', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=HYPERLINK("x";"y")'])(
    'carries no formula: %j',
    (shortCode) => {
      for (const language of ['fr', 'en'] as const) {
        const text = new PickupsCsv(language, 'Europe/Paris').lines([row({ shortCode })]);
        if (shortCode === '+33') expect(text).toMatch(/[;,]\+33[;,]/);
        else expect(text).toContain(`"'${shortCode.replaceAll('"', '""')}"`);
      }
    },
  );

  it('leaves negative numbers numbers', () => {
    expect(new PickupsCsv('fr', 'Europe/Paris').lines([row({})])).toContain(';-2,5;');
    expect(new PickupsCsv('en', 'Europe/Paris').lines([row({})])).toContain(',-2.5,');
  });

  it('has each instant with the offset of its own moment, over the night the clocks change', () => {
    const text = new PickupsCsv('en', 'Europe/Paris').lines([row({})]);
    expect(text).toContain('2026-03-29T01:55:00+01:00');
    expect(text).toContain('2026-03-29T03:05:00+02:00');
    expect(new PickupsCsv('en', 'UTC').lines([row({})])).toContain('2026-03-29T00:55:00+00:00');
  });

  it('writes lines that end as spreadsheets want them, and nothing for nothing', () => {
    const csv = new PickupsCsv('en', 'UTC');
    expect(csv.head()).toMatch(/^\uFEFForder,.*\r\n$/);
    expect(csv.lines([row({}), row({})])).toMatch(/^[^\r\n]+\r\n[^\r\n]+\r\n$/);
    expect(csv.lines([])).toBe('');
  });
});
