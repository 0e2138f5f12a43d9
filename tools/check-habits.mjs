#!/usr/bin/env node
/**
 * The project's own habits that no general linter knows: the domain has no clock, an order is never
 * written by TypeORM's save(), no forwardRef, no barrel inside an app, names that say something, files
 * of a readable size, no piece of a page that is asked for only once, no service asked for by its name, no
 * landed migration changed, no table of another owner in SQL. Prints each breach as
 * `file:line message`; exit code 1 if there is one.
 *
 *   node tools/check-habits.mjs [folder]     the checkout by default
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { breachesOfFreezing } from './frozen-migrations.mjs';
import { breachesOfOwnership, tableOwners } from './table-owners.mjs';

const FOLDERS = ['libs', 'apps', 'src', 'test', 'bench', 'tools'];
const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage', '.svelte-kit']);
const EMPTY_NAMES = /^(common|shared|misc|base|data|info)$|(^|-)(utils?|helpers?|processor)$|-manager$/;
const MAX_LINES = 250;

function* sourcesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesUnder(path);
    else if (/\.(ts|mjs|svelte)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

/** Whether `node` is the call `object.method(…)`, for any object when none is named. */
function callsMethod(node, method) {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === method
  );
}

/** Rules on the syntax tree: where they hold, and what is refused. */
const SYNTAX_RULES = [
  {
    in: /^libs\/domain\/src\//,
    refuses: (node) =>
      (ts.isNewExpression(node) &&
        node.expression.getText() === 'Date' &&
        (node.arguments?.length ?? 0) === 0) ||
      (ts.isCallExpression(node) && node.expression.getText() === 'Date'),
    message: 'the domain has no clock: pass the time in',
  },
  {
    in: /^apps\/order-service\/src\/(orders|trips)\//,
    refuses: (node) => callsMethod(node, 'save') || (ts.isIdentifier(node) && node.text === 'VersionColumn'),
    message: 'orders and trips are written by compare-and-set, never by save() or @VersionColumn',
  },
  {
    in: /^test\/browser\//,
    refuses: (node) => callsMethod(node, 'waitForFunction'),
    message: 'the content policy ends this wait at its second look: use untilTrue()',
  },
  {
    in: /^(apps|libs|src)\//,
    refuses: (node) => ts.isIdentifier(node) && node.text === 'forwardRef',
    message: 'forwardRef hides a cycle: turn the dependency round',
  },
];

function* breachesOfSyntax(name, text) {
  const rules = SYNTAX_RULES.filter((rule) => rule.in.test(name));
  if (rules.length === 0 || name.endsWith('.spec.ts') || !name.endsWith('.ts')) return;
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
  const found = [];
  const visit = (node) => {
    for (const rule of rules) {
      if (!rule.refuses(node)) continue;
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${name}:${line} ${rule.message}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  yield* found;
}

function* breachesOfNaming(name, text) {
  const words = name.split('/').map((part) => part.replace(/\..*$/, ''));
  const empty = words.slice(1).find((word) => EMPTY_NAMES.test(word));
  if (empty) yield `${name}:1 the name "${empty}" says nothing: name what it is`;
  if (/^apps\/(?!web\/)[^/]+\/src\/.*\bindex\.ts$/.test(name)) {
    yield `${name}:1 no barrel inside an app: import the file that has the thing`;
  }
  // The look of a component is read apart from what it does.
  const lines = text.replace(/^<style>[^]*^<\/style>$/m, '').split('\n').length - 1;
  // A baseline is one frozen text of SQL.
  if (lines > MAX_LINES && !name.endsWith('/1-baseline.ts'))
    yield `${name}:${MAX_LINES} ${lines} lines: past ${MAX_LINES}, which two things is it?`;
}

/** What a page fetches later may be lost on the way: `importPiece` asks again, a bare `import()` never does. */
function* breachesOfPieces(name, text) {
  if (!/^apps\/web\/src\/.*\.(ts|svelte)$/.test(name) || name.endsWith('/import-piece.ts')) return;
  const at = text.search(/(?<!typeof )\bimport\(/);
  if (at >= 0) {
    const line = text.slice(0, at).split('\n').length;
    yield `${name}:${line} a page fetches its pieces by importPiece(), which asks again for what was lost`;
  }
}

/** What a service is stands in its definition: code that asks for one by its name does not know the next. */
function* breachesOfServices(name, text) {
  if (!/^(apps|libs|src)\//.test(name) || name.startsWith('libs/domain/src/service/')) return;
  if (name.endsWith('.spec.ts') || name.includes('/test/')) return;
  const at = text.search(/\b(service|pickupType)\s*[!=]==?\s*['"`]/);
  if (at >= 0) {
    const line = text.slice(0, at).split('\n').length;
    yield `${name}:${line} read the definition of the service (libs/domain/service) instead of its name`;
  }
}

/** Every breach under `root`, as `file:line message`. */
export function findBreaches(root) {
  const breaches = breachesOfFreezing(root);
  const owners = tableOwners(root);
  for (const folder of FOLDERS) {
    if (!existsSync(join(root, folder))) continue;
    for (const path of sourcesUnder(join(root, folder))) {
      const name = relative(root, path).split(sep).join('/');
      const text = readFileSync(path, 'utf8');
      breaches.push(
        ...breachesOfSyntax(name, text),
        ...breachesOfNaming(name, text),
        ...breachesOfPieces(name, text),
        ...breachesOfServices(name, text),
        ...breachesOfOwnership(name, text, owners),
      );
    }
  }
  return breaches;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = findBreaches(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exitCode = 1;
}
