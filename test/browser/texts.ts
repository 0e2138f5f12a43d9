import { readFileSync } from 'node:fs';

const PAGES = 'ui shared staff start demo customer-first customer board manager figures store chain'.split(
  ' ',
);

/** The texts of the pages, read from the very files the pages are made of: a test names a text, not its words. */
export class Texts {
  private readonly words: Record<string, string> = {};

  constructor(language: 'fr' | 'en') {
    for (const page of PAGES) {
      const file = new URL(`../../apps/web/messages/${page}.${language}.json`, import.meta.url);
      Object.assign(this.words, JSON.parse(readFileSync(file, 'utf8')));
    }
  }

  /** The text called `key` with its `{placeholders}` filled; throws when there is none. */
  say(key: string, filled: Record<string, string | number> = {}): string {
    const text = this.words[key];
    if (text === undefined) throw new Error(`the pages have no text ${key}`);
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));
  }
}
