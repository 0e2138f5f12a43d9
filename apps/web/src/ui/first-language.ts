/** The language that a page speaks at first: the reader's own choice on this device, else the browser's. */
export type Language = 'fr' | 'en';

const CHOICE_KEY = 'curbline-language';

const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en';

/** Storage may be forbidden (private windows, embedded browsers): then nothing was chosen before. */
export function chosenBefore(): Language | undefined {
  try {
    const value = localStorage.getItem(CHOICE_KEY);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function keepChoice(language: Language): void {
  try {
    localStorage.setItem(CHOICE_KEY, language);
  } catch {
    // Not kept, then: it lasts as long as the page.
  }
}

const ofBrowser = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag)) ?? 'en';

export const firstLanguage = (): Language => chosenBefore() ?? ofBrowser();
