/**
 * The most JavaScript that each page may load, gzipped, kilobytes of 1,000 bytes: what its HTML names, which comes
 * before it shows anything of its own, and in all, with every piece that it fetches later. Checked at every build; a
 * page that outgrows its budget stops it (see docs/adr/0004).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const BUDGETS_KB = {
  'p.fr.html': { first: 30, all: 45 },
  'p.en.html': { first: 30, all: 45 },
  'board.html': { first: 63, all: 92 },
  'manager.html': { first: 60, all: 150 },
  'index.html': { first: 17, all: 17 },
};

/** @param {string} path */
const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

/** A list of texts is fetched by readers of its language alone. */
const LANGUAGE_OF_LIST = /^texts-(fr|en)-/;
const LANGUAGE_OF_PAGE = /\.(fr|en)\.html$/;

/**
 * Bytes of JavaScript, gzipped as it is served: `first` is what the page's HTML names (its scripts and what they
 * preload), `all` adds every piece that those scripts name, and that these name.
 * @param {string} folder the built pages
 * @param {string} page the HTML's name
 */
export function scriptBytes(folder, page) {
  const assets = join(folder, 'assets');
  const language = LANGUAGE_OF_PAGE.exec(page)?.[1];
  /** @param {string} name */
  const isForeign = (name) => (LANGUAGE_OF_LIST.exec(name)?.[1] ?? language) !== language;
  /** @param {string} text */
  const named = (text) =>
    [...text.matchAll(/[\w.-]+\.js\b/g)]
      .map(([name]) => name)
      .filter((name) => existsSync(join(assets, name)) && !isForeign(name));
  const scripts = new Set(named(readFileSync(join(folder, page), 'utf8')));
  /** @param {Set<string>} names */
  const sum = (names) => [...names].reduce((bytes, name) => bytes + gzipped(join(assets, name)), 0);
  const first = sum(scripts);
  // A set may grow while it is walked: what is added is walked too.
  for (const name of scripts) {
    for (const piece of named(readFileSync(join(assets, name), 'utf8'))) scripts.add(piece);
  }
  return { first, all: sum(scripts) };
}

/**
 * @param {string} folder the built pages
 * @throws when a page is over its budget, or has none
 */
export function checkBudgets(folder) {
  for (const page of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    const budget = BUDGETS_KB[page];
    if (budget === undefined) throw new Error(`${page} has no budget: give it one in page-budgets.mjs`);
    const bytes = scriptBytes(folder, page);
    for (const part of /** @type {const} */ (['first', 'all'])) {
      const kb = bytes[part] / 1000;
      if (kb <= budget[part]) continue;
      const when = part === 'first' ? 'before it shows anything' : 'in all';
      throw new Error(
        `${page} loads ${kb.toFixed(1)} kB of JavaScript ${when}, ${budget[part]} kB is its budget`,
      );
    }
  }
}
