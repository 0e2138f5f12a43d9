/**
 * What a deployment has and a machine may lack: Caddy, which stands before the services, and libfaketime, by which
 * a test moves the clock of programs that know nothing of it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @returns {{ version: string } | { missing: string }} */
export function findCaddy() {
  try {
    const [version] = execFileSync('caddy', ['version'], { encoding: 'utf8' }).trim().split(' ');
    return { version: `Caddy ${version}` };
  } catch {
    return { missing: 'no caddy on the PATH' };
  }
}

/** @returns {{ version: string, library: string } | { missing: string }} */
export function findFaketime() {
  const library = ['/usr/lib', '/usr/local/lib']
    .filter((root) => existsSync(root))
    .flatMap((root) => [root, ...readdirSync(root).map((folder) => join(root, folder))])
    .map((folder) => join(folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((path) => existsSync(path));
  return library ? { version: 'libfaketime', library } : { missing: 'no libfaketime under /usr/lib' };
}
