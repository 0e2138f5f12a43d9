/** A row of a file, read: what it asks for, or why it cannot be understood. */
import { setImmediate } from 'node:timers/promises';
import {
  ImportedBayOfStore,
  ImportedPerson,
  ImportedStore,
  type ImportAbout,
  type ImportKind,
  type ImportRemark,
  type ImportRow,
} from '@curbline/contracts/http';
import { fieldErrors, type FieldError, type Text, unstorableText } from '@curbline/platform';

interface RowAt {
  readonly row: number;
  /** How the file calls a field of the schema. */
  readonly nameInFile: (field: string) => string;
}
export type StoreRow = RowAt & { readonly kind: 'store'; readonly requested: ImportedStore };
export type BayRow = RowAt & { readonly kind: 'bay'; readonly requested: ImportedBayOfStore };
export type PersonRow = RowAt & { readonly kind: 'person'; readonly requested: ImportedPerson };
export type RequestedRow = StoreRow | BayRow | PersonRow;

export interface ReadFile {
  readonly about: ImportAbout;
  readonly rows: readonly RequestedRow[];
  /** What could not be understood. */
  readonly refused: readonly ImportRow[];
}

/** @param raw as the file has it. @param faults found before, such as a formula in a cell. */
export function readRow(
  kind: ImportKind,
  raw: Readonly<Record<string, unknown>>,
  at: RowAt,
  faults: readonly FieldError[] = [],
): RequestedRow | ImportRow {
  const schema = { store: ImportedStore, bay: ImportedBayOfStore, person: ImportedPerson }[kind];
  const parsed = schema.safeParse(raw);
  const unstorable = parsed.success ? unstorableText(parsed.data) : undefined;
  if (parsed.success && !unstorable && faults.length === 0)
    return { ...at, kind, requested: parsed.data } as RequestedRow;
  const found = parsed.success ? [unstorable ?? []].flat() : fieldErrors(parsed.error.issues, raw);
  const errors = [...faults, ...found.map((fault) => ({ ...fault, field: at.nameInFile(fault.field) }))];
  return { row: at.row, kind, name: rawName(kind, raw), ...refusal(errors) };
}

/** Rows that are read before others get a turn: boards wait meanwhile. */
const ROWS_AT_ONCE = 100;

/** Reads one row after the other, and lets the rest of the program go on in between. */
export async function readAll<Raw>(
  raws: readonly Raw[],
  read: (raw: Raw, index: number) => RequestedRow | ImportRow | undefined,
): Promise<Pick<ReadFile, 'rows' | 'refused'>> {
  const rows: RequestedRow[] = [];
  const refusedRows: ImportRow[] = [];
  for (const [index, raw] of raws.entries()) {
    if (index % ROWS_AT_ONCE === 0) await setImmediate();
    const row = read(raw, index);
    if (row === undefined) continue;
    if ('outcome' in row) refusedRows.push(row);
    else rows.push(row);
  }
  return { rows, refused: refusedRows };
}

/** What a report calls the row. */
export function nameOf(row: RequestedRow): string {
  if (row.kind === 'store') return row.requested.id;
  return `${row.requested.store} · ${row.kind === 'bay' ? row.requested.label : row.requested.name}`;
}

/** The part of a report that refuses. */
export const refusal = (
  errors: readonly FieldError[],
): Pick<ImportRow, 'outcome' | 'fields' | 'errors' | 'warnings'> => ({
  outcome: 'refused',
  fields: [],
  errors: errors.map(remark),
  warnings: [],
});

/** A row that was understood and is refused all the same. */
export const refused = (row: RequestedRow, errors: readonly FieldError[]): ImportRow => ({
  row: row.row,
  kind: row.kind,
  name: nameOf(row),
  ...refusal(errors.map((error) => ({ ...error, field: row.nameInFile(error.field) }))),
});

export const remark = ({ field, message }: FieldError): ImportRemark => ({ field, message: both(message) });
const both = (text: Text): ImportRemark['message'] =>
  typeof text === 'string' ? { en: text, fr: text } : text;

function rawName(kind: ImportKind, raw: Readonly<Record<string, unknown>>): string {
  const parts = kind === 'store' ? [raw.id] : [raw.store, kind === 'bay' ? raw.label : raw.name];
  return parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => String(part).slice(0, 80))
    .join(' · ');
}
