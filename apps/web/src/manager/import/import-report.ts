/** What a report shows: the counts, and of its rows those that somebody has to look at first. */
import type { ImportAbout, ImportEnd, ImportLine, ImportOutcome, ImportRow } from '@curbline/contracts/http';

/** A spreadsheet would run what begins so as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export interface Report {
  readonly about: ImportAbout | null;
  readonly rows: readonly ImportRow[];
  readonly end: ImportEnd | null;
}
export const NO_REPORT: Report = { about: null, rows: [], end: null };

export function withLines(report: Report, lines: readonly ImportLine[]): Report {
  let { about, end } = report;
  const rows = [...report.rows];
  for (const line of lines) {
    if ('about' in line) about = line.about;
    else if ('end' in line) end = line.end;
    else rows.push(line.row);
  }
  return { about, rows, end };
}

export const countOf = ({ rows }: Report, outcome: ImportOutcome): number =>
  rows.filter((row) => row.outcome === outcome).length;

const WEIGHT: Readonly<Record<ImportOutcome, number>> = { refused: 0, created: 2, changed: 2, unchanged: 3 };
const weightOf = (row: ImportRow): number => (row.warnings.length > 0 ? 1 : WEIGHT[row.outcome]);

/** Refused rows, then doubtful ones, then what changes; rows that stay as they are only count. */
export function shownRows({ rows }: Report, most: number): readonly ImportRow[] {
  const worth = rows.filter((row) => row.outcome !== 'unchanged' || row.warnings.length > 0);
  return worth.toSorted((a, b) => weightOf(a) - weightOf(b)).slice(0, most);
}

/** People who came in, with what they sign in with for the first time. */
export const newcomers = ({ rows }: Report): readonly (ImportRow & { readonly secret: string })[] =>
  rows.filter((row): row is ImportRow & { secret: string } => row.secret !== undefined);

/** The rows of a table as CSV that a spreadsheet opens as it is: no cell of it is run as a formula. */
export const csvOf = (rows: readonly (readonly string[])[], separator: ',' | ';'): string =>
  // The mark of the encoding, without which a spreadsheet takes it for another.
  `\ufeff${rows.map((cells) => `${cells.map(cellOf).join(separator)}\r\n`).join('')}`;

const cellOf = (text: string): string =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
