#!/usr/bin/env node
/**
 * Adds to package-lock.json the optional platform packages that a partial registry left out.
 *
 * A registry that mirrors only some platforms' builds makes `npm install` drop the others from the
 * lockfile without a word; `npm ci` then refuses the lockfile ("Missing: … from lock file"), here or
 * on the platform concerned. Each missing package is added as npm would have written it: version, and
 * the os, cpu and libc read off its name. It has no integrity: npm takes the registry's on first use.
 *
 * Run after each change of dependencies: `node tools/complete-lockfile.mjs`, then `npm ci --dry-run`.
 * With `--check` it changes nothing and fails when something is missing, or when the lockfile names the host
 * that one machine happened to install from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const OSES = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'aix', 'sunos'];
const CPUS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32'];

/**
 * The platform a binary package is for, from the words of its name.
 * `@x/core-linux-arm64-musl` gives `{ os: ['linux'], cpu: ['arm64'], libc: ['musl'] }`.
 */
export function platformOf(name) {
  const words = name.split(/[-/.]/);
  const platform = {};
  const os = OSES.find((word) => words.includes(word));
  if (os) platform.os = [os];
  const cpu = CPUS.find((word) => words.includes(word));
  if (cpu) platform.cpu = [cpu];
  if (os === 'linux' && words.some((word) => word.startsWith('musl'))) platform.libc = ['musl'];
  else if (os === 'linux' && words.includes('gnu')) platform.libc = ['glibc'];
  return platform;
}

/** The lockfile keys where npm would look for `name` from the package at `key`, nearest first. */
function* lookupKeys(key, name) {
  let folder = key;
  for (;;) {
    yield `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (!folder) return;
    const nested = folder.lastIndexOf('/node_modules/');
    folder = nested < 0 ? '' : folder.slice(0, nested);
  }
}

/** Completes `lock` in place; returns the names added. Throws when a version is a range: that needs a person. */
export function completeLockfile(lock) {
  const added = [];
  for (const [key, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const keys = [...lookupKeys(key, name)];
      if (keys.some((candidate) => lock.packages[candidate])) continue;
      if (!/^\d+\.\d+\.\d+/.test(version))
        throw new Error(`${key} wants ${name}@${version}: not an exact version`);
      const dev = entry.dev ? { dev: true } : {};
      lock.packages[keys.at(-1)] = { version, ...platformOf(name), ...dev, optional: true };
      added.push(`${name}@${version}`);
    }
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  );
  return added;
}

/** The root's lockfile, and that of the documentation site. */
const LOCKFILES = ['package-lock.json', 'docs/package-lock.json'];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const name of LOCKFILES) {
    const file = new URL(`../${name}`, import.meta.url);
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    const added = completeLockfile(lock);
    const hosted = Object.entries(lock.packages).filter(([, entry]) => /^https?:/.test(entry.resolved ?? ''));
    if (process.argv.includes('--check')) {
      for (const missing of added)
        console.error(`${name} lacks ${missing}: run node tools/complete-lockfile.mjs`);
      for (const [key] of hosted) console.error(`${name} names a registry host for ${key}`);
      if (added.length + hosted.length > 0) process.exitCode = 1;
    } else {
      for (const [, entry] of hosted) delete entry.resolved;
      if (added.length + hosted.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
      console.log(
        `${name}: added ${added.length} platform packages, removed ${hosted.length} registry hosts`,
      );
    }
  }
}
