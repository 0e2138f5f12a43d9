/** From what a schema found wrong to what a person can mend: one line a field. */
import type { FieldError } from './problem-exception.js';

/** What of a schema's issue is used; zod's own issues add `code`, `keys` and `errors`. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** The most lines an answer carries: a hostile batch could name thousands. */
const MOST_ERRORS = 20;

export function fieldErrors(issues: readonly SchemaIssue[]): FieldError[] {
  const errors = issues.flatMap((issue) => {
    const unknownKeys: unknown =
      'code' in issue && issue.code === 'unrecognized_keys' && 'keys' in issue && issue.keys;
    if (Array.isArray(unknownKeys)) {
      return unknownKeys.map((key) => ({
        field: fieldName([...(issue.path ?? []), String(key).slice(0, 60)]),
        message: 'this field is not known: leave it out or check its spelling',
      }));
    }
    return [{ field: fieldName(issue.path ?? []), message: issue.message }];
  });
  return errors.slice(0, MOST_ERRORS);
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
