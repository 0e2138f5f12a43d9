#!/usr/bin/env node
/**
 * Proves that the checks catch what they are for. In a temporary copy of the workspaces' outlines it
 * plants one violation of each rule, and lawful imports beside them, runs the real checks with the
 * real configuration, and fails if a plant goes unseen or a lawful file is refused.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBreaches } from './check-habits.mjs';
import { LAWFUL, PLANTS } from './planted-violations.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const WORKSPACES = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
);

function write(folder, name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** A checkout in outline: real package.json files and configurations, empty entries, the installed packages. */
function makeOutline(copy) {
  for (const file of ['package.json', 'tsconfig.base.json', '.dependency-cruiser.mjs', '.oxlintrc.json']) {
    cpSync(join(root, file), join(copy, file));
  }
  for (const folder of ['src', 'libs', 'apps']) mkdirSync(join(copy, folder), { recursive: true });
  for (const workspace of WORKSPACES) {
    cpSync(join(root, workspace, 'package.json'), join(copy, workspace, 'package.json'));
    write(
      copy,
      `${workspace}/tsconfig.json`,
      '{ "extends": "../../tsconfig.base.json", "include": ["src/**/*.ts"] }',
    );
    const name = workspace.split('/')[1];
    for (const entry of ['index', `${name}.module`, 'ids/index', 'geo/index', 'trip/index']) {
      write(copy, `${workspace}/dist/${entry}.js`, 'export const thing = 1;\n');
      write(copy, `${workspace}/dist/${entry}.d.ts`, 'export declare const thing: 1;\n');
    }
  }
  for (const entry of readdirSync(join(root, 'node_modules'))) {
    if (entry === '@curbline' || entry.startsWith('.')) continue;
    mkdirSync(join(copy, 'node_modules'), { recursive: true });
    symlinkSync(join(root, 'node_modules', entry), join(copy, 'node_modules', entry));
  }
  mkdirSync(join(copy, 'node_modules', '@curbline'));
  for (const workspace of WORKSPACES) {
    symlinkSync(join(copy, workspace), join(copy, 'node_modules', '@curbline', workspace.split('/')[1]));
  }
}

function runJson(copy, script, args) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    return JSON.parse(run.stdout);
  } catch {
    throw new Error(`${script} gave no report:\n${run.stdout.slice(0, 2_000)}${run.stderr.slice(0, 2_000)}`);
  }
}

/** What the three checks say of the copy, as `rule file` lines. */
function findAll(copy) {
  const cruise = runJson(copy, 'dependency-cruiser/bin/dependency-cruiser.mjs', [
    '--config=.dependency-cruiser.mjs',
    '--output-type=json',
    'libs',
    'apps',
    'src',
  ]);
  const lint = runJson(copy, 'oxlint/bin/oxlint', ['--format=json', 'libs', 'apps', 'src']);
  return [
    ...cruise.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`),
    ...lint.diagnostics.map(({ code, filename }) => `${/\((.+)\)/.exec(code)?.[1] ?? code} ${filename}`),
    ...findBreaches(copy).map((breach) => `habit ${breach.split(':')[0]}`),
  ];
}

const copy = mkdtempSync(join(tmpdir(), 'curbline-rules-'));
try {
  makeOutline(copy);
  for (const { file, text, beside = [] } of [...PLANTS, ...LAWFUL]) {
    write(copy, file, text);
    for (const other of beside) write(copy, other.file, other.text);
  }
  const found = findAll(copy);
  const unseen = PLANTS.filter(({ rule, file, reported }) => !found.includes(`${rule} ${reported ?? file}`));
  const wronged = LAWFUL.flatMap(({ file }) => found.filter((line) => line.endsWith(` ${file}`)));
  for (const { rule, file } of unseen)
    console.error(`rules: ${rule} did not see the violation planted in ${file}`);
  for (const line of wronged) console.error(`rules: a lawful file is refused: ${line}`);
  if (unseen.length + wronged.length > 0) process.exitCode = 1;
  else
    console.log(
      `rules: ${PLANTS.length} planted violations caught, ${LAWFUL.length} lawful files let through`,
    );
} finally {
  rmSync(copy, { recursive: true, force: true });
}
