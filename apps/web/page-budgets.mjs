/**
 * The most JavaScript that each page may load before it shows anything: gzipped, kilobytes of 1,000 bytes.
 * Checked at every build; a page that outgrows its budget stops it (see docs/adr/0004).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const BUDGETS_KB = { 'p.html': 36, 'board.html': 68, 'manager.html': 150, 'index.html': 35 };

/**
 * Bytes of JavaScript, gzipped as it is served, that the page's HTML names: its scripts and what they preload.
 * @param {string} folder the built pages
 * @param {string} page the HTML's name
 */
export function scriptBytes(folder, page) {
  const html = readFileSync(join(folder, page), 'utf8');
  const scripts = new Set([...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map((match) => match[1]));
  return [...scripts].reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(folder, path)), { level: 9 }).length,
    0,
  );
}

/**
 * @param {string} folder the built pages
 * @throws when a page is over its budget, or has none
 */
export function checkBudgets(folder) {
  for (const page of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    const budgetKb = BUDGETS_KB[page];
    if (budgetKb === undefined) throw new Error(`${page} has no budget: give it one in page-budgets.mjs`);
    const kb = scriptBytes(folder, page) / 1000;
    if (kb > budgetKb) {
      throw new Error(`${page} loads ${kb.toFixed(1)} kB of JavaScript, ${budgetKb} kB is its budget`);
    }
  }
}
