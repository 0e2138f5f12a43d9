/**
 * The language a page speaks. Texts are functions that ask it as they are drawn, so changing it redraws
 * the page where it stands: nothing reloads, no form is lost.
 */
import { chosenBefore, firstLanguage, keepChoice, type Language } from './first-language.js';
import { overwriteGetLocale } from './locale.js';

export type { Language } from './first-language.js';

const atFirst = firstLanguage();
let current = $state<Language>(atFirst);
/** What was asked for last, by hand or not. */
let wanted: Language = atFirst;
let chosen = chosenBefore() !== undefined;
/** Brings the texts of a language to this page. A page without it holds those of both. */
let fetchTexts: ((language: Language) => Promise<unknown>) | undefined;

overwriteGetLocale(() => current);
tellBrowser();

function tellBrowser(): void {
  // There is none where the build draws the first screen.
  if (typeof document !== 'undefined') document.documentElement.lang = current;
}

async function change(next: Language): Promise<void> {
  wanted = next;
  if (fetchTexts) await fetchTexts(next);
  // Another may have been asked for while the texts were on their way.
  if (wanted !== next) return;
  current = next;
  tellBrowser();
}

export const language = {
  get current(): Language {
    return current;
  },
  fetchTextsBy(fetcher: (language: Language) => Promise<unknown>): void {
    fetchTexts = fetcher;
  },
  /** What the reader asked for: kept on this device. */
  choose(next: Language): void {
    keepChoice(next);
    chosen = true;
    void change(next);
  },
  /** What the link, the store or the order says: gives way to a choice made by hand. Resolves once it is spoken. */
  suggest(next: Language): Promise<void> {
    return chosen || next === wanted ? Promise.resolve() : change(next);
  },
};

/**
 * A message of a piece for one task, which carries its two texts (see customer-texts.ts), in the language that is on.
 * Inputs fill its `{placeholders}`. It stands here since every page has this file: a file that only pieces share is one
 * more that may be lost on the way.
 */
export const ofTask =
  (fr: string, en: string) =>
  (inputs: Record<string, unknown> = {}): string =>
    (current === 'fr' ? fr : en).replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]));
