/** What the generated messages ask of their runtime (see vite.config.ts): which language is on, and its texts. */
import type { Language } from './first-language.js';

export type Locale = Language;

let ask: () => Locale = () => 'fr';

/** @param getter called each time a text is drawn, so that a change of language redraws it. */
export function overwriteGetLocale(getter: () => Locale): void {
  ask = getter;
}

/** The language that is on. */
export const currentLocale = (): Locale => ask();

/** What `draw` makes of the texts in this language, whichever is on: for paper that others read. */
export function inLanguage<T>(locale: Locale, draw: () => T): T {
  const before = ask;
  ask = () => locale;
  try {
    return draw();
  } finally {
    ask = before;
  }
}

type Text<Inputs extends unknown[]> = string | ((...inputs: Inputs) => string);

/** A message of its two texts: drawn in the language that is on. */
export const inBothLanguages =
  <Inputs extends unknown[]>(fr: Text<Inputs>, en: Text<Inputs>) =>
  (...inputs: Inputs): string => {
    const text = ask() === 'fr' ? fr : en;
    return typeof text === 'string' ? text : text(...inputs);
  };

const fetched: Record<Locale, readonly string[]> = { fr: [], en: [] };

/** Takes in the texts of a language, by their numbers, as far as the screens shown need them. */
export function addTexts(locale: Locale, texts: readonly string[]): void {
  fetched[locale] = texts;
}

/** The message of this number, where a page fetches its texts. Inputs fill its `{placeholders}`. */
export const fetchedText =
  (number: number) =>
  (inputs: Record<string, unknown> = {}): string =>
    (fetched[ask()][number] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]));
