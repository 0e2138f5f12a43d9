/**
 * Builds what is older than its sources: the programs by `tsc -b` (which knows for itself), the pages by
 * Vite when their sources, or the contracts and rules they import, are not those of the last build.
 * Sources are compared by content, not by time: a checkout or a copy changes times only.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runWithProgress } from './progress.mjs';

const PAGE_SOURCES = ['apps/web', 'libs/contracts/src', 'libs/domain/src', 'package-lock.json'];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated', '.svelte-kit']);

function* filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true }).sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  for (const entry of entries) {
    if (NOT_SOURCES.has(entry.name) || entry.name.endsWith('.spec.ts')) continue;
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(child);
    else if (entry.isFile()) yield child;
  }
}

/** A digest of every file the pages are made of, names included. */
export function digestPageSources(root) {
  const digest = createHash('sha256');
  for (const source of PAGE_SOURCES) {
    const path = join(root, source);
    const files = source.endsWith('.json') ? [path] : existsSync(path) ? filesUnder(path) : [];
    for (const file of files)
      digest.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

function readStamp(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Builds what is stale under `root`; rejects with the compiler's or Vite's own words when a build fails.
 * @param {string} root the checkout @param {NodeJS.WritableStream} out where progress goes
 */
export async function buildStale(root, out) {
  const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  await runWithProgress({
    label: 'compiling',
    command: node,
    args: [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'],
    cwd: root,
    out,
  });

  const web = join(root, 'apps', 'web');
  const dist = join(web, 'dist');
  if (!existsSync(join(web, 'vite.config.ts'))) return;
  const stamp = join(root, '.cache', 'pages-built-from');
  const digest = digestPageSources(root);
  const hasPages =
    existsSync(dist) && readdirSync(dist, { recursive: true }).some((name) => name.endsWith('.html'));
  const hasTexts = existsSync(join(web, 'src', 'messages', 'generated'));
  if (hasPages && hasTexts && readStamp(stamp) === digest) return;
  // The steps of apps/web's own build script: the texts are compiled to code, which the pages import.
  const steps = [
    { label: 'compiling the texts of the pages', args: ['compile-messages.mjs'] },
    { label: 'building the pages', args: ['build-pages.mjs'] },
  ];
  for (const { label, args } of steps) await runWithProgress({ label, command: node, args, cwd: web, out });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
