/** Maps schema issues to errors for each field, in both languages. */
import { frenchOf } from '@curbline/contracts/problems';
import { en, fr } from 'zod/locales';
import type { FieldError, Text } from './problem-exception.js';

/** The used fields of a schema issue; zod's issues also have `code` and further fields by their kind. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** The most errors of one response; a hostile batch could cause thousands. */
const MAX_ERRORS = 20;

const UNKNOWN_FIELD: Text = {
  en: 'this field is not known: leave it out or check its spelling',
  fr: 'ce champ est inconnu\u00a0: retirez-le ou vérifiez son orthographe',
};

/** @param value the parsed value, because messages of zod name what it found. */
export function fieldErrors(issues: readonly SchemaIssue[], value?: unknown): FieldError[] {
  const errors = issues.flatMap((issue) => {
    const unknownKeys: unknown =
      'code' in issue && issue.code === 'unrecognized_keys' && 'keys' in issue && issue.keys;
    if (Array.isArray(unknownKeys)) {
      return unknownKeys.map((key) => ({
        field: fieldName([...(issue.path ?? []), String(key).slice(0, 60)]),
        message: UNKNOWN_FIELD,
      }));
    }
    return [{ field: fieldName(issue.path ?? []), message: messageOf(issue, value) }];
  });
  return errors.slice(0, MAX_ERRORS);
}

const ENGLISH = en().localeError;
const FRENCH = fr().localeError;
/** French keeps a double sign with the word before it; zod's texts do not. */
const PLAIN_SPACE = / (?=[:;?!](?: |$))/g;

/** Our own message with its translation, or that of zod in both languages. */
function messageOf(issue: SchemaIssue, value: unknown): Text {
  const french = frenchOf(issue.message);
  if (french !== undefined) return { en: issue.message, fr: french };
  if (!('code' in issue)) return issue.message;
  const raw = { ...issue, input: valueAt(value, issue.path ?? []) } as unknown as Parameters<
    typeof FRENCH
  >[0];
  const [inEnglish, inFrench] = [ENGLISH(raw), FRENCH(raw)];
  if (typeof inEnglish !== 'string' || typeof inFrench !== 'string') return issue.message;
  return { en: inEnglish, fr: inFrench.replace(PLAIN_SPACE, '\u00a0') };
}

function valueAt(value: unknown, path: NonNullable<SchemaIssue['path']>): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, typeof step === 'object' ? step.key : step);
  }
  return at;
}

/** `['fixes', 3, 'latitude']` is `fixes[3].latitude`; the whole message is `body`. */
export function fieldName(path: NonNullable<SchemaIssue['path']>): string {
  let name = '';
  for (const step of path) {
    const key = typeof step === 'object' ? step.key : step;
    if (typeof key === 'number') name += `[${key}]`;
    else name += name === '' ? String(key) : `.${String(key)}`;
  }
  return name === '' ? 'body' : name;
}
