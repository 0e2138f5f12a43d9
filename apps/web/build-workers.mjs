/**
 * Builds the service workers, after the pages: each knows which files its page was built of. Files that a page may
 * do without, and that are larger than all the rest, are kept on a device when they are used first.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build } from 'vite';

/** Where a page's HTML is asked for, by the name of its build; the other pages need a network for what they do. */
const PAGES = { board: 'board', p: 'customer' };
const LEFT_OUT = /\.wasm$/;

/**
 * @param {string} dist the built pages
 * @param {Record<string, import('vite').Rollup.RolldownOutput>} built what Vite made of each page
 */
export async function buildWorkers(dist, built) {
  for (const [page, name] of Object.entries(PAGES)) {
    const files = built[page].output.map(({ fileName }) => fileName).filter((file) => !LEFT_OUT.test(file));
    const assets = files.filter((file) => file.startsWith('assets/'));
    const html = files.filter((file) => file.endsWith('.html'));
    await buildWorker(dist, name, {
      version: versionOf([...assets.sort(), ...html.map((file) => readFileSync(`${dist}/${file}`, 'utf8'))]),
      files: assets.map((file) => `/${file}`),
    });
  }
}

/**
 * @param {string} dist
 * @param {string} name
 * @param {{ version: string, files: string[] }} shell
 */
async function buildWorker(dist, name, shell) {
  await build({
    configFile: false,
    root: import.meta.dirname,
    publicDir: false,
    logLevel: 'warn',
    define: { BUILD: JSON.stringify(shell) },
    build: {
      target: 'es2022',
      outDir: dist,
      emptyOutDir: false,
      rolldownOptions: {
        input: `${import.meta.dirname}/src/worker/${name}-worker.ts`,
        // Firefox takes no module here before version 147.
        output: { format: 'iife', entryFileNames: `${name}-worker.js` },
      },
    },
  });
}

/** @param {string[]} parts names of files with a hash of what is in them, and texts */
function versionOf(parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
