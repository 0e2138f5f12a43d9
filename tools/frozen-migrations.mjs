#!/usr/bin/env node
/**
 * Migrations do not change once they are landed: databases have run them. `frozen-migrations.json` holds the hash of
 * each, and the habits check fails when one differs or is missing.
 *
 *   node tools/frozen-migrations.mjs     adds the hashes of new migrations; refuses changed ones
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HASHES = 'tools/frozen-migrations.json';
const OF_THE_LOG = 'libs/store-log/src/store-log-migrations.ts';

/** The files of migrations, from the root of the checkout. */
function migrationsIn(root) {
  const names = existsSync(join(root, OF_THE_LOG)) ? [OF_THE_LOG] : [];
  for (const app of existsSync(join(root, 'apps')) ? readdirSync(join(root, 'apps')) : []) {
    const folder = join('apps', app, 'src', 'migrations');
    if (!existsSync(join(root, folder))) continue;
    for (const name of readdirSync(join(root, folder), { recursive: true }))
      if (/(^|[/\\])\d[^/\\]*\.ts$/.test(name)) names.push(join(folder, name).split(sep).join('/'));
  }
  return names.toSorted();
}

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

const hashesNow = (root) =>
  Object.fromEntries(migrationsIn(root).map((name) => [name, hashOf(join(root, name))]));

function hashesFrozen(root) {
  return existsSync(join(root, HASHES)) ? JSON.parse(readFileSync(join(root, HASHES), 'utf8')) : {};
}

/** Every migration that is changed, gone or not frozen yet, as `file:line message`. */
export function breachesOfFreezing(root) {
  const [frozen, now] = [hashesFrozen(root), hashesNow(root)];
  const breaches = [];
  for (const [name, hash] of Object.entries(frozen)) {
    if (now[name] === undefined) breaches.push(`${name}:1 a landed migration is gone: databases have run it`);
    else if (now[name] !== hash)
      breaches.push(`${name}:1 a landed migration was changed: databases have run it, write a new one`);
  }
  for (const name of Object.keys(now).filter((one) => !(one in frozen)))
    breaches.push(`${name}:1 a new migration is not frozen: run node tools/frozen-migrations.mjs`);
  return breaches;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const changed = breachesOfFreezing(root).filter((breach) => breach.includes('a landed migration'));
  for (const breach of changed) console.error(breach);
  if (changed.length > 0) process.exitCode = 1;
  else writeFileSync(join(root, HASHES), `${JSON.stringify(hashesNow(root), null, 2)}\n`);
}
