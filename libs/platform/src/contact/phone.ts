import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** `none`: no phone number. `landline`: one that takes no text messages. */
export type ReadPhone = { readonly e164: string } | { readonly refused: 'none' | 'landline' };

/** Kinds that a text message reaches; a country that does not tell its kinds apart has `undefined` or the last. */
const REACHED = new Set<string | undefined>(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'PERSONAL_NUMBER', undefined]);
/** Digits of any script, and what people write between them. */
const WRITTEN = /^[+\uff0b]?[\p{Nd}\p{Z}\p{Pd}()./]+$/u;

/**
 * A phone number as a person wrote it.
 * @param country of a number without `+`: two letters (ISO 3166-1); undefined where it is not known
 */
export function readPhone(typed: string, country: string | undefined): ReadPhone {
  const text = typed.trim();
  if (!WRITTEN.test(text)) return { refused: 'none' };
  const defaultCountry = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const read = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  if (!read?.isValid()) return { refused: 'none' };
  return REACHED.has(read.getType()) ? { e164: read.number } : { refused: 'landline' };
}
