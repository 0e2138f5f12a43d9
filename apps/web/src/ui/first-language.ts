/** The language that a page speaks at first: the reader's own choice on this device, else the browser's. */
import { keep, readKept } from './device-storage.js';

export type Language = 'fr' | 'en';

const CHOICE_KEY = 'curbline-language';

const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en';

export function chosenBefore(): Language | undefined {
  const value = readKept<unknown>(CHOICE_KEY);
  return isLanguage(value) ? value : undefined;
}

export const keepChoice = (language: Language): boolean => keep(CHOICE_KEY, language);

const ofBrowser = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag)) ?? 'en';

export const firstLanguage = (): Language => chosenBefore() ?? ofBrowser();
