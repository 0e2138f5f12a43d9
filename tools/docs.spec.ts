/** What the documents name exists: files of the repository, and scripts of `npm run`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Measurements keep the names of their day. */
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...[...readdirSync(join(root, 'docs')), ...readdirSync(join(root, 'docs/adr')).map((name) => `adr/${name}`)]
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const PATH = /`((?:apps|libs|src|test|tools|bench|deploy|docs)\/[\w./-]+)`/g;
const SCRIPT = /npm run (?:-s )?([\w:-]+)/g;

/** A link to another file, without its heading. */
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;

const scripts = ['package.json', 'apps/web/package.json'].flatMap((file) =>
  Object.keys((JSON.parse(readFileSync(join(root, file), 'utf8')) as { scripts: object }).scripts),
);

const found = (text: string, what: RegExp): string[] => [
  ...new Set([...text.matchAll(what)].map((match) => match[1] ?? '')),
];

describe.each(documents)('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');

  it('names files that exist', () => {
    const missing = found(text, PATH).filter(
      (path) =>
        !existsSync(join(root, path)) &&
        !['.spec.ts', '.ts'].some((end) => existsSync(join(root, path + end))),
    );
    expect(missing).toEqual([]);
  });

  it('links to files that exist', () => {
    const missing = found(text, LINK).filter((link) => !existsSync(join(root, dirname(name), link)));
    expect(missing).toEqual([]);
  });

  it('names scripts that exist', () => {
    expect(found(text, SCRIPT).filter((script) => !scripts.includes(script))).toEqual([]);
  });
});
