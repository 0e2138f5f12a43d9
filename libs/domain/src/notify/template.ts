/** Texts that a store writes in place of the usual ones: what may stand in them, and what they look like filled in. */
import { smsSizeOf } from './gsm7.js';
import { fillText, type MessageValues, PLACEHOLDERS } from './message-texts.js';

export type TemplateFault =
  /** Something in braces that is no placeholder, or a brace that is never closed. */
  | { readonly kind: 'unknown'; readonly what: string }
  /** Not one text message: too long, or halved by characters outside the GSM alphabet. */
  | { readonly kind: 'segments'; readonly segments: number; readonly foreign: readonly string[] };

const BRACED = /\{[^{}]*\}?|\}/g;
const KNOWN = new Set<string>(PLACEHOLDERS.map((name) => `{${name}}`));

/** Values as a customer's message has them, of a usual length. The link is as long as those of most installations. */
export const SAMPLE_VALUES: Readonly<Record<'fr' | 'en', MessageValues>> = {
  fr: {
    name: 'Camille M.',
    store: 'Lyon Confluence',
    code: 'K7M',
    link: 'https://retrait.example.fr/p#lyon-1.b5Xw2kQ9zR4tLm8vNc3pYA',
    time: '17:45',
    staff: 'Léa',
    phone: '+33 4 72 00 00 00',
  },
  en: {
    name: 'Camille M.',
    store: 'Lyon Confluence',
    code: 'K7M',
    link: 'https://pickup.example.com/p#lyon-1.b5Xw2kQ9zR4tLm8vNc3pYA',
    time: '17:45',
    staff: 'Léa',
    phone: '+33 4 72 00 00 00',
  },
};

/** What is wrong with a text in the store's own words; a text for `sms` must be one text message with usual values. */
export function templateFaults(text: string, use: 'sms' | 'other', language: 'fr' | 'en'): TemplateFault[] {
  const unknown = (text.match(BRACED) ?? []).filter((braced) => !KNOWN.has(braced));
  const faults: TemplateFault[] = [...new Set(unknown)].map((what) => ({ kind: 'unknown', what }));
  if (use !== 'sms' || faults.length > 0) return faults;
  const { segments, alphabet, foreign } = smsSizeOf(fillText(text, SAMPLE_VALUES[language]));
  return segments === 1 && alphabet === 'gsm7' ? [] : [{ kind: 'segments', segments, foreign }];
}
