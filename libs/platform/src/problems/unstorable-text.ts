import { fieldName } from './field-errors.js';
import type { FieldError } from './problem-exception.js';

/** With the `u` flag whole pairs are one character, so only half ones are of this category. */
const NO_CHARACTER = /\0|\p{Surrogate}/u;

/**
 * Finds text that is valid JSON but cannot be stored: U+0000, which Postgres refuses, and half of a surrogate pair, which
 * is no Unicode (RFC 8259 §8.2). Every route refuses it. @returns undefined when all text in `value` can be stored.
 */
export function unstorableText(value: unknown): FieldError | undefined {
  return holdsUnstorable(value) ? find(value, []) : undefined;
}

/** A fast check without the path: there is nearly never such text, and a batch has thousands of fields. */
function holdsUnstorable(value: unknown): boolean {
  if (typeof value === 'string') return NO_CHARACTER.test(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (holdsUnstorable(Reflect.get(value, key))) return true;
  return false;
}

function find(value: unknown, path: readonly PropertyKey[]): FieldError | undefined {
  if (typeof value === 'string') {
    if (!NO_CHARACTER.test(value)) return undefined;
    return {
      field: fieldName(path),
      message: {
        en: 'this text holds a character that is none (U+0000 or half a surrogate pair): leave it out',
        fr: 'ce texte contient un caractère qui n’en est pas un (U+0000 ou une demi-paire)\u00a0: retirez-le',
      },
    };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = find(part, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}
