import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** `none`: no phone number. `landline`: one that takes no text messages. */
export type ReadPhone = { readonly e164: string } | { readonly refused: 'none' | 'landline' };

/** Kinds that a text message reaches; a country that does not tell its kinds apart has `undefined` or the last. */
const REACHED = new Set<string | undefined>(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'PERSONAL_NUMBER', undefined]);
/** Digits of any script, and what people write between them. */
const WRITTEN = /^[+\uff0b]?[\p{Nd}\p{Z}\p{Pd}()./]+$/u;

/** Mobile numbers that ARCEP (decision 2018-0881) and Ofcom keep free for fiction: nobody can have one. */
const FICTION = /^\+(?:3363998\d{4}|447700900\d{3})$/;

/**
 * A phone number as a person wrote it.
 * @param country of a number without `+`: two letters (ISO 3166-1); undefined where it is not known
 */
export function readPhone(typed: string, country: string | undefined): ReadPhone {
  const text = typed.trim();
  if (!WRITTEN.test(text)) return { refused: 'none' };
  const defaultCountry = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const read = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  if (read && FICTION.test(read.number)) return { e164: read.number };
  if (!read?.isValid()) return { refused: 'none' };
  return REACHED.has(read.getType()) ? { e164: read.number } : { refused: 'landline' };
}
