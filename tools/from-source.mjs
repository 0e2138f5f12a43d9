/**
 * Lets Node run our TypeScript as it stands: `node --import ./tools/from-source.mjs test/faults/run.ts`.
 * A relative import of `./x.js` finds `./x.ts`, and the types are taken off on the way. For programs of the
 * tests; what is shipped is built. (No decorators: what needs them is imported from its package, built.)
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, next) {
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const text = readFileSync(fileURLToPath(url), 'utf8');
    return {
      format: 'module',
      source: stripTypeScriptTypes(text, { mode: 'transform', sourceUrl: url }),
      shortCircuit: true,
    };
  },
});
