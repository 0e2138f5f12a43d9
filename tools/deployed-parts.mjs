/**
 * What a deployment has and a machine may lack: Caddy, which stands before the services, and libfaketime, by which
 * a test moves the clock of programs that know nothing of it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @returns {{ version: string } | { missing: string }} */
export function findCaddy() {
  let version;
  try {
    version = execFileSync('caddy', ['version'], { encoding: 'utf8' }).trim().split(' ')[0];
  } catch {
    return { missing: 'no caddy on the PATH' };
  }
  // It is shown a hosts file of its own, in a mount name space.
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
  } catch {
    return { missing: 'Caddy is here, but a mount name space for it takes Linux and root' };
  }
  return { version: `Caddy ${version}` };
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
