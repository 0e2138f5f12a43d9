#!/usr/bin/env node
/**
 * Makes a checkout ready to run, and costs next to nothing when it already is: what lets `npm start` and
 * `npm test` be the only command a person types on a fresh clone.
 *
 *   node tools/ensure-install.mjs            packages as package-lock.json says
 *   node tools/ensure-install.mjs --build    the same, then whatever is stale of the programs and the pages
 *   … --quiet                                progress on stderr only: stdout belongs to the command that follows
 *
 * No dependency, and syntax that Node 20 understands: it runs before the project's own Node 24 is there.
 * Exit code 0 when ready; 1 with a message that says what to do.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build-stale.mjs';
import { withLock } from './install-lock.mjs';
import { runWithProgress } from './progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NODE_AT_LEAST = [20, 19];

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/** Why the installed packages differ from the lockfile, or undefined when they are as it says. */
export function whyStale(locked, installed, hasNode) {
  if (!installed) return 'nothing is installed yet';
  if (!hasNode) return 'the pinned Node is missing';
  for (const [key, entry] of Object.entries(locked)) {
    if (key === '') continue;
    const found = installed[key];
    if (!found && (entry.optional || entry.peer)) continue;
    if (!found) return `${key} is missing`;
    if (!entry.link && found.version !== entry.version) return `${key} is not at ${entry.version}`;
  }
  return undefined;
}

function whyInstallIsStale() {
  const locked = readPackages('package-lock.json');
  if (!locked)
    throw new Error(
      'package-lock.json is missing or unreadable: restore it (git checkout package-lock.json)',
    );
  const binary = process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : 'node_modules/.bin/node';
  return whyStale(locked, readPackages('node_modules/.package-lock.json'), existsSync(join(root, binary)));
}

async function install(out) {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // Under npm, the very npm and Node that run this; PATH may start with the node_modules about to be emptied.
  const { npm_execpath: npmPath, npm_node_execpath: nodePath } = process.env;
  const underNpm = npmPath?.endsWith('npm-cli.js') && nodePath && existsSync(nodePath);
  const [command, ...before] = underNpm ? [nodePath, npmPath] : ['npm'];
  await runWithProgress({
    label: 'installing packages',
    command,
    args: [...before, ...args],
    cwd: root,
    out,
  });
}

async function main(flags) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor < NODE_AT_LEAST[1])) {
    throw new Error(
      `Node ${NODE_AT_LEAST.join('.')} or newer is needed to install; this is ${process.version}`,
    );
  }
  const out = flags.has('--quiet') ? process.stderr : process.stdout;
  const build = flags.has('--build');
  if (!build && !whyInstallIsStale()) return;
  await withLock(
    join(root, '.cache', 'install.lock'),
    async () => {
      // Looked at inside the lock: whoever held it may just have done the work.
      if (whyInstallIsStale()) await install(out);
      if (build) await buildStale(root, out);
    },
    () => out.write('curbline: waiting for another installation or build in this folder…\n'),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main(new Set(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`curbline: ${error.message}\n`);
    process.exitCode = 1;
  }
}
