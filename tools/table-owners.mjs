/**
 * A table is read and written by its owner alone; what others need is a view or a function of the owner
 * (docs/adr/0030). The owners are read off `apps/<service>/schema.sql`; the store log belongs to its library, and to
 * order-service, whose statistics are read from it.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LOG = new Set(['store_event', 'store_stream']);

/** The packages that may name a table in SQL, by its name. */
export function tableOwners(root) {
  const owners = new Map();
  const apps = existsSync(join(root, 'apps')) ? readdirSync(join(root, 'apps')) : [];
  for (const app of apps) {
    const schema = join(root, 'apps', app, 'schema.sql');
    if (!existsSync(schema)) continue;
    for (const [, table] of readFileSync(schema, 'utf8').matchAll(/^CREATE TABLE (\w+)/gm))
      owners.set(table, LOG.has(table) ? ['libs/store-log', `apps/${app}`] : [`apps/${app}`]);
  }
  return owners;
}

/** SQL in a source of an app, a library or the program that names a table of another, as `file:line message`. */
export function* breachesOfOwnership(name, text, owners) {
  // `src` is the one-process program and the commands: it owns no table.
  const [, home] = /^((?:(?:apps|libs)\/[^/]+\/)?src)\/.*(?<!\.spec)\.ts$/.exec(name) ?? [];
  if (home === undefined || name.includes('/migrations/')) return;
  for (const found of text.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+"?(\w+)\b/g)) {
    const allowed = owners.get(found[1]);
    if (allowed === undefined || allowed.some((owner) => home === `${owner}/src`)) continue;
    const line = text.slice(0, found.index).split('\n').length;
    yield `${name}:${line} the table ${found[1]} belongs to ${allowed.join(' and ')}: read a view of its owner`;
  }
}
