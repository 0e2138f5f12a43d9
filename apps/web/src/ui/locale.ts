/** What the generated messages ask of their runtime (see vite.config.ts): which language is on. */
type Locale = 'fr' | 'en';

let ask: () => Locale = () => 'fr';

/** @param getter called each time a text is drawn, so that a change of language redraws it. */
export function overwriteGetLocale(getter: () => Locale): void {
  ask = getter;
}

type Text<Inputs extends unknown[]> = string | ((...inputs: Inputs) => string);

/** A message of its two texts: drawn in the language that is on. */
export const inBoth =
  <Inputs extends unknown[]>(fr: Text<Inputs>, en: Text<Inputs>) =>
  (...inputs: Inputs): string => {
    const text = ask() === 'fr' ? fr : en;
    return typeof text === 'string' ? text : text(...inputs);
  };
