import type { Language } from '@curbline/contracts/ids';

const OFFERED: readonly Language[] = ['en', 'fr'];

/**
 * The language a reader prefers among those we write, by Accept-Language (RFC 9110 §12.5.4).
 * English when the header is absent, unreadable or names neither.
 */
export function readerLanguage(acceptLanguage: string | undefined): Language {
  let best: { language: Language; weight: number } | undefined;
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const language = OFFERED.find((offered) => range === offered || range.startsWith(`${offered}-`));
    if (!language) continue;
    const quality = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find(Boolean);
    const weight = quality === undefined ? 1 : Number(quality);
    if (weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'en';
}
