/**
 * The Chromium that the browser tests and the screenshots drive.
 *
 * Two are known. `bundled`: the build of @sparticuz/chromium, which npm installs with the rest and which
 * brings its own NSS, NSPR, expat and fonts, so that a bare Linux machine has a browser. `system`: the
 * machine's own Chromium or Chrome, when it has one (or CURBLINE_TEST_CHROMIUM names it).
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { runWithProgress } from './progress.mjs';
import { slowDown } from './slow-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PACKAGE = join(root, 'node_modules', '@sparticuz', 'chromium');
const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Never the package's own list of flags: it turns web security off and runs everything in one process. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];

const UNPACK = `
  import { inflate } from '@sparticuz/chromium';
  import { join } from 'node:path';
  const bin = process.argv.at(-1);
  for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) {
    await inflate(join(bin, name));
  }
`;

/**
 * Unpacks the bundled Chromium once, under a folder named after its version; about 5 s and 210 MB.
 * @returns {Promise<string>} the folder, which holds `chromium`, `fonts` and `al2023/lib`
 */
async function unpackBundled() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = join(root, '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  // The package unpacks into the temporary folder under fixed names and trusts whatever lies there: it gets
  // a temporary folder of its own, renamed only when whole.
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(partial, { recursive: true });
  try {
    await runWithProgress({
      label: 'unpacking the browser for the tests',
      command: process.execPath,
      args: ['--input-type=module', '--eval', UNPACK, '--', join(PACKAGE, 'bin')],
      cwd: root,
      env: { ...process.env, TMPDIR: partial },
    });
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/** The package's own font settings name folders of another system; these name its fonts where they are. */
function writeFontSettings(folder) {
  const path = join(folder, 'fonts.conf');
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${join(folder, 'fonts')}</dir>`,
    '  <dir>/usr/share/fonts</dir>',
    `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function findSystem() {
  const named = process.env.CURBLINE_TEST_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder && !folder.includes('node_modules'));
  const paths = folders.flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}

/**
 * Where a browser is, and what to set for it; `missing` says why there is none.
 * @param {'bundled' | 'system'} which
 * @returns {Promise<{ executablePath: string, env: Record<string, string> } | { missing: string }>}
 */
export async function findBrowser(which) {
  if (which === 'system') {
    const executablePath = findSystem();
    return executablePath
      ? { executablePath, env: {} }
      : { missing: 'no Chromium or Chrome on this machine' };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { missing: `the Chromium from npm is for Linux x64, this is ${process.platform} ${process.arch}` };
  }
  if (!existsSync(PACKAGE)) return { missing: '@sparticuz/chromium is not installed' };
  const folder = await unpackBundled();
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: writeFontSettings(folder) },
  };
}

/**
 * Launches the browser: the one named, or CURBLINE_TEST_BROWSER, or the bundled one and else the system's.
 * Rejects when there is none. The caller closes it.
 * @param {{ which?: 'bundled' | 'system', flags?: readonly string[] }} [options] `flags`: further ones of Chromium's
 */
export async function launchBrowser({ which = process.env.CURBLINE_TEST_BROWSER, flags = [] } = {}) {
  let found = await findBrowser(which === 'system' ? 'system' : 'bundled');
  if ('missing' in found && which === undefined) found = await findBrowser('system');
  if ('missing' in found) throw new Error(`no browser: ${found.missing}`);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env },
    args: [...FLAGS, ...flags],
  });
  const slow = Number(process.env.CURBLINE_TEST_SLOW ?? 1);
  return slow > 1 ? slowDown(browser, slow) : browser;
}
