/**
 * Makes the typed message functions of `src/messages/generated/` from `messages/*.json`.
 *
 *   npm run messages -w apps/web
 *
 * The compiler's engine keeps a worker alive for half a minute after its work, and leaves a cache and a
 * README in the project folder: the first is ended here, the second removed, so that a build is quick
 * and leaves the sources as they were.
 */
import { rmSync } from 'node:fs';
import { compile } from '@inlang/paraglide-js';
import { messagesOptions } from './messages-options.mjs';

process.chdir(import.meta.dirname);
await compile(messagesOptions);
for (const leftover of ['cache', 'README.md', '.gitignore', '.meta.json', '.lix']) {
  rmSync(`project.inlang/${leftover}`, { recursive: true, force: true });
}
process.exit(0);
