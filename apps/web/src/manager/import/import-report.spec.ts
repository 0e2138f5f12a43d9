import { describe, expect, it } from 'vitest';
import type { ImportOutcome, ImportRow } from '@curbline/contracts/http';
import { countOf, csvOf, newcomers, NO_REPORT, shownRows, withLines } from './import-report.js';

const row = (number: number, outcome: ImportOutcome, more: Partial<ImportRow> = {}): ImportRow => ({
  row: number,
  kind: 'store',
  name: `store-${number}`,
  outcome,
  fields: [],
  errors: [],
  warnings: [],
  ...more,
});
const doubt = { field: 'latitude', message: { en: 'swapped', fr: 'inversées' } };

describe('the report of an import', () => {
  const report = withLines(NO_REPORT, [
    { row: row(2, 'unchanged') },
    { row: row(3, 'created') },
    { row: row(4, 'unchanged', { warnings: [doubt] }) },
    { row: row(5, 'refused') },
    { row: row(6, 'created', { kind: 'person', secret: '482913' }) },
    { end: { dryRun: false, rows: { created: 2, changed: 0, unchanged: 2, refused: 1 }, stopped: null } },
  ]);

  it('shows what has to be looked at first, and only counts what stays', () => {
    expect(shownRows(report, 10).map(({ row: number }) => number)).toEqual([5, 4, 3, 6]);
    expect(shownRows(report, 2).map(({ row: number }) => number)).toEqual([5, 4]);
    expect(countOf(report, 'unchanged')).toBe(2);
  });

  it('knows who came in, and that it is at its end', () => {
    expect(newcomers(report).map(({ secret }) => secret)).toEqual(['482913']);
    expect(report.end?.stopped).toBeNull();
  });

  it('is saved with every name as it is, and none of them a formula', () => {
    expect(
      csvOf(
        [
          ['What', 'PIN'],
          ['alpha "A"; B', 'PIN: 048291'],
          ['=1+1', 'é'],
        ],
        ';',
      ),
    ).toBe('\ufeff"What";"PIN"\r\n"alpha ""A""; B";"PIN: 048291"\r\n"\'=1+1";"é"\r\n');
  });
});
