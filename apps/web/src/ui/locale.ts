/** What the generated messages ask of their runtime (see vite.config.ts): which language is on. */
type Locale = 'fr' | 'en';

let ask: () => Locale = () => 'fr';

export const getLocale = (): Locale => ask();

/** @param getter called each time a text is drawn, so that a change of language redraws it. */
export function overwriteGetLocale(getter: () => Locale): void {
  ask = getter;
}

/** Set only in builds for one language; ours carry both. */
export const experimentalStaticLocale: Locale | undefined = undefined;
