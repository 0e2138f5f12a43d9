/** Fetches the texts of this page, one language at a time (see customer-texts.ts). */
import enAddress from 'piece:texts-en';
import frAddress from 'piece:texts-fr';
import type { Language } from '../ui/first-language.js';
import { importPiece } from '../ui/import-piece.js';
import { addTexts } from '../ui/locale.js';

const ADDRESSES = { fr: frAddress, en: enAddress };

/** Resolves when all texts of a language are here; asking for them again costs nothing. */
export async function fetchTexts(language: Language): Promise<void> {
  // While developing, each message carries both languages.
  if (import.meta.env.DEV) return;
  const { default: texts } = await importPiece<{ default: readonly string[] }>(ADDRESSES[language]);
  addTexts(language, texts);
}

/** Those of the first screen are in the HTML, where it is in the language that is wanted. */
export async function firstTexts(language: Language): Promise<void> {
  const inHtml = document.querySelector<HTMLElement>('#texts');
  if (inHtml?.lang !== language) return fetchTexts(language);
  addTexts(language, JSON.parse(inHtml.textContent) as readonly string[]);
}
