/** The texts of a piece for one task, which carries them in both languages (see customer-texts.ts). */
import { language } from './language.svelte.js';

/** A message of its two texts, in the language that is on. Inputs fill its `{placeholders}`. */
export const ofTask =
  (fr: string, en: string) =>
  (inputs: Record<string, unknown> = {}): string =>
    (language.current === 'fr' ? fr : en).replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name]));
