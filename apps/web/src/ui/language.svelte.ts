/**
 * The language a page speaks. Texts are functions that ask it as they are drawn, so changing it redraws
 * the page where it stands: nothing reloads, no form is lost.
 */
import { overwriteGetLocale } from './locale.js';

export type Language = 'fr' | 'en';

const CHOICE_KEY = 'curbline-language';

const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en';

/** Storage may be forbidden (private windows, embedded browsers): then the choice lasts as long as the page. */
function chosenBefore(): Language | undefined {
  try {
    const value = localStorage.getItem(CHOICE_KEY);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const ofBrowser = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag)) ?? 'en';

const atFirst = chosenBefore() ?? ofBrowser();
let current = $state<Language>(atFirst);
overwriteGetLocale(() => current);
document.documentElement.lang = atFirst;

export const language = {
  get current(): Language {
    return current;
  },
  /** What the reader asked for: kept on this device. */
  choose(next: Language): void {
    try {
      localStorage.setItem(CHOICE_KEY, next);
    } catch {
      // Not kept, then.
    }
    current = next;
    document.documentElement.lang = next;
  },
  /** What the link, the store or the order says: gives way to a choice made by hand. */
  suggest(next: Language): void {
    if (chosenBefore() !== undefined || next === current) return;
    current = next;
    document.documentElement.lang = next;
  },
};
