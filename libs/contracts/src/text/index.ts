/** Text as people and shops' systems send it, made fit to be shown on one line. */
import { z } from 'zod';

/** Controls, zero-width signs, and marks that turn the direction of what follows; line breaks become spaces. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/gu;
/** Three marks on one letter are more than any language needs; a flood of them covers the lines above and below. */
const MARKS_IN_A_ROW = /(\p{M}{3})\p{M}+/gu;
const SPACES = /[\s\p{Z}]+/gu;
const SOMETHING_TO_SEE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line without invisible characters, spaces evened out; empty when nothing of it can be seen. */
export function cleanLine(text: string): string {
  const clean = text
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(MARKS_IN_A_ROW, '$1')
    .trim();
  return SOMETHING_TO_SEE.test(clean) ? clean : '';
}

/** At most `most` characters, never cut inside one; what was cut off is shown by `…`. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A line of text that is cleaned before its length counts. */
export const line = (least: number, most: number) =>
  z
    .string()
    .max(10 * most)
    .transform(cleanLine)
    .pipe(z.string().min(least).max(most));

/** A code as somebody types it: in any case, with spaces and dashes where they like. */
export const typedCode = (text: string): string =>
  text.toUpperCase().replace(/[\s\p{Z}\p{Pd}\p{Cf}._]/gu, '');
