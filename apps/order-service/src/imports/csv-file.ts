/** A CSV of stores, bays or people, as spreadsheets save it: the separator and the columns are found out. */
import { type ImportKind, MOST_IMPORT_ROWS } from '@curbline/contracts/http';
import { type FieldError, fieldName, problem } from '@curbline/platform';
import Papa from 'papaparse';
import { type Column, columnOf, COLUMNS, kindOf } from './csv-columns.js';
import { formulaFault } from './csv-cells.js';
import type { FileText } from './file-text.js';
import { readAll, type ReadFile, readRow } from './read-row.js';

const MOST_HEADER_CHARACTERS = 20_000;
const SEPARATORS = [';', ',', '\t'] as const;

interface Table {
  readonly kind: ImportKind;
  readonly separator: string;
  readonly headers: readonly string[];
  /** One for each header; undefined for a column that is not known. */
  readonly columns: readonly (Column | undefined)[];
}

/** @throws ProblemException `invalid-input` for a file that is no such table, `too-large` for too many rows. */
export async function readCsv({ text, encoding }: FileText): Promise<ReadFile> {
  const table = tableOf(text);
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter: table.separator,
    preview: MOST_IMPORT_ROWS + 2,
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw problem('invalid-input', { errors: [openQuote(broken.row ?? 0)] });
  if (data.length > MOST_IMPORT_ROWS + 1) throw tooManyRows();
  const read = await readAll(data, (cells, index) =>
    index === 0 || cells.every((cell) => cell.trim() === '') ? undefined : readCells(table, cells, index + 1),
  );
  const about = {
    format: 'csv',
    encoding,
    separator: table.separator,
    rows: read.rows.length + read.refused.length,
    ignored: table.headers.filter((header, i) => !table.columns[i] && header.trim() !== ''),
  } as const;
  return { about, ...read };
}

/** The separator is the one by which most of the headers are known. */
function tableOf(text: string): Table {
  const endOfHeaders = text.search(/[\r\n]/);
  if ((endOfHeaders < 0 ? text.length : endOfHeaders) > MOST_HEADER_CHARACTERS)
    throw problem('invalid-input', { errors: [UNKNOWN_HEADERS] });
  const tables = SEPARATORS.map((separator) => {
    const headers = Papa.parse<string[]>(text, { delimiter: separator, preview: 1 }).data[0] ?? [];
    const kind = kindOf(headers);
    return { kind, separator, headers, columns: headers.map((header) => columnOf(kind, header)) };
  });
  const known = ({ columns }: Table): number => columns.filter(Boolean).length;
  const best = tables.reduce((one, other) => (known(other) > known(one) ? other : one));
  if (known(best) < 2) throw problem('invalid-input', { errors: [UNKNOWN_HEADERS] });
  const duplicate = best.headers.find((_, i) => best.columns[i] && best.columns.indexOf(best.columns[i]) < i);
  if (duplicate !== undefined) throw problem('invalid-input', { errors: [sameColumn(duplicate)] });
  return best;
}

function readCells(table: Table, cells: readonly string[], row: number) {
  const raw: Record<string, unknown> = {};
  const faults: FieldError[] = cells.length > table.headers.length ? [tooManyCells(cells, table)] : [];
  for (const [i, column] of table.columns.entries()) {
    const cell = cells[i]?.trim() ?? '';
    if (!column || cell === '') continue;
    const fault = column.read ? undefined : formulaFault(cell);
    if (fault) faults.push({ field: table.headers[i] ?? '', message: fault });
    put(raw, column.path, column.read ? column.read(cell) : cell);
  }
  // Whoever fills one weekday means the week: a day without hours is closed.
  if (Array.isArray(raw.hours))
    raw.hours = Array.from({ length: 7 }, (_, day) => (raw.hours as unknown[])[day] ?? []);
  return readRow(table.kind, raw, { row, nameInFile: (field) => nameIn(table, field) }, faults);
}

function put(raw: Record<string, unknown>, [first, second]: Column['path'], value: unknown): void {
  if (first === undefined) return;
  if (second === undefined) raw[first] = value;
  else {
    raw[first] ??= typeof second === 'number' ? [] : {};
    (raw[first] as Record<string | number, unknown>)[second] = value;
  }
}

/** The header of a field, of what it is part of, or of its parts; without such a column the name that the docs give it. */
function nameIn({ kind, headers, columns }: Table, field: string): string {
  const isAbout = (column: Column | undefined): boolean => {
    const name = column && fieldName(column.path);
    return name !== undefined && (isWithin(field, name) || isWithin(name, field));
  };
  const inFile = headers.filter((_, i) => isAbout(columns[i]));
  const inDocs = COLUMNS[kind].filter(isAbout).map(({ names }) => names[0]);
  return [inFile, inDocs].find((names) => names.length > 0)?.join(', ') ?? ALIAS[field] ?? field;
}

/** Whether a field is the other or a part of it: `hours[0].from` of `hours`. */
const isWithin = (field: string, other: string): boolean =>
  field === other || field.startsWith(`${other}.`) || field.startsWith(`${other}[`);

/** What is not in a file as it is in a store. */
const ALIAS: Readonly<Record<string, string>> = { entrance: 'latitude' };

const UNKNOWN_HEADERS: FieldError = {
  field: 'row 1',
  message: {
    en: 'the first row must name the columns, such as id, name, address, latitude, longitude, separated by semicolons, commas or tabs',
    fr: 'la première ligne doit nommer les colonnes, par exemple id, nom, adresse, latitude, longitude, séparées par des points-virgules, des virgules ou des tabulations',
  },
};

const sameColumn = (header: string): FieldError => ({
  field: header,
  message: {
    en: 'this column is there twice: keep one',
    fr: 'cette colonne figure deux fois\u00a0: gardez-en une',
  },
});

const openQuote = (index: number): FieldError => ({
  field: `row ${index + 1}`,
  message: {
    en: 'a quotation mark is opened and not closed: write "" for one inside of a text',
    fr: 'un guillemet est ouvert et jamais fermé\u00a0: écrivez "" pour un guillemet dans un texte',
  },
});

const tooManyCells = (cells: readonly string[], { headers, separator }: Table): FieldError => ({
  field: 'row',
  message: {
    en: `has ${cells.length} cells where the first row has ${headers.length}: put text with ${JSON.stringify(separator)} in quotation marks`,
    fr: `compte ${cells.length} cellules, la première ligne ${headers.length}\u00a0: mettez entre guillemets les textes avec ${JSON.stringify(separator)}`,
  },
});

/** Also for declarative files. */
export const tooManyRows = () =>
  problem('too-large', {
    detail: {
      en: `A file may have ${MOST_IMPORT_ROWS} rows: split it, and import its parts one after the other`,
      fr: `Un fichier compte ${MOST_IMPORT_ROWS} lignes au plus\u00a0: partagez-le et importez ses parties l’une après l’autre`,
    },
  });
