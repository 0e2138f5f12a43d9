import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../apps/web/messages/', import.meta.url);

/** The texts of the pages, read from the very files the pages are made of: a test names a text, not its words. */
export class Texts {
  private readonly words: Record<string, string> = {};

  constructor(language: 'fr' | 'en') {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith(`.${language}.json`));
    for (const file of files)
      Object.assign(this.words, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')));
  }

  /** The text called `key` with its `{placeholders}` filled; throws when there is none. */
  say(key: string, filled: Record<string, string | number> = {}): string {
    const text = this.words[key];
    if (text === undefined) throw new Error(`the pages have no text ${key}`);
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ''));
  }
}
