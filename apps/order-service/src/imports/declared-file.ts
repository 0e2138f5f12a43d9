/** The declarative file: stores and people as YAML or JSON. */
import { type ImportKind, MOST_IMPORT_ROWS } from '@curbline/contracts/http';
import { fieldErrors, type FieldError, isDeeperThan, MAX_JSON_DEPTH, problem } from '@curbline/platform';
import { parse } from 'yaml';
import { z } from 'zod';
import { tooManyRows } from './csv-file.js';
import type { FileText } from './file-text.js';
import { readAll, type ReadFile, readRow } from './read-row.js';

/** YAML takes a hundred times the time and memory of JSON; a chain of this size comes out of a program. */
const MOST_YAML_CHARACTERS = 2_000_000;

const Entry = z.record(z.string(), z.unknown());
/** Each entry is judged by itself, so that one wrong store does not hold up the others. */
const Lists = z.strictObject({ stores: z.array(Entry).default([]), people: z.array(Entry).default([]) });

/** @throws ProblemException `invalid-input` for a file that cannot be read, `too-large`. */
export async function readDeclared({ text, encoding }: FileText): Promise<ReadFile> {
  const format = text.trimStart().startsWith('{') ? 'json' : 'yaml';
  const given = format === 'json' ? fromJson(text) : fromYaml(text);
  // Counted before each entry is looked at: a file of millions of wrong ones would make as many faults.
  if (listsIn(given).some(({ length }) => length > MOST_IMPORT_ROWS)) throw tooManyRows();
  const parsed = Lists.safeParse(given);
  if (!parsed.success) throw problem('invalid-input', { errors: fieldErrors(parsed.error.issues) });
  const { stores, people } = parsed.data;
  if (stores.length + people.length > MOST_IMPORT_ROWS) throw tooManyRows();
  const nameInFile = (field: string): string => field;
  const entries = [...numbered('store', stores), ...numbered('person', people)];
  const read = await readAll(entries, ({ kind, raw, row }) => readRow(kind, raw, { row, nameInFile }));
  return { about: { format, encoding, separator: null, rows: entries.length, ignored: [] }, ...read };
}

const listsIn = (given: unknown): unknown[][] =>
  Object.values(given ?? {}).filter((value): value is unknown[] => Array.isArray(value));

const numbered = (kind: ImportKind, raws: readonly Record<string, unknown>[]) =>
  raws.map((raw, index) => ({ kind, raw, row: index + 1 }));

function fromJson(text: string): unknown {
  if (isDeeperThan(text, MAX_JSON_DEPTH)) throw problem('malformed-body');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error);
  }
}

function fromYaml(text: string): unknown {
  if (text.length > MOST_YAML_CHARACTERS) throw problem('too-large', { detail: AS_JSON });
  try {
    // Warnings would go to standard error with the line that they are about. Keys are not compared, which takes the square of their number.
    return parse(text, { maxAliasCount: 20, logLevel: 'error', uniqueKeys: false });
  } catch (error) {
    throw unreadable(error);
  }
}

/** The parsers say at which line; they quote what stands there, which is the caller's own. */
function unreadable(error: unknown) {
  const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
  const fault: FieldError = {
    field: 'body',
    message: {
      en: `this is neither YAML nor JSON: ${why}`,
      fr: `ce n’est ni du YAML ni du JSON\u00a0: ${why}`,
    },
  };
  return problem('invalid-input', { errors: [fault] });
}

const AS_JSON = {
  en: `A YAML file may have ${MOST_YAML_CHARACTERS / 1_000_000} million characters: send a larger one as JSON or CSV`,
  fr: `Un fichier YAML compte ${MOST_YAML_CHARACTERS / 1_000_000} millions de caractères au plus\u00a0: au-delà, envoyez du JSON ou du CSV`,
};
