/**
 * Stops a program on a Node that is too old for it, with a sentence that says what to do. Every program imports
 * this module first, so that it runs before any module that needs what an older Node does not have.
 *
 * npm scripts use the Node that the project brings; this is for whoever calls `node dist/src/cli/admin.js` by hand.
 */

/** The first release with `node:sqlite` and no flag for it; the lock of the embedded database's folder needs it. */
const OLDEST = [22, 13] as const;

/** @returns what to tell the person, or `undefined` when `version` (such as `20.20.2`) is recent enough. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return (
    `This is Node ${version}; the programs of Curbline need Node ${OLDEST.join('.')} or newer. ` +
    `Use the npm scripts (such as "npm run admin"), which bring the right Node, ` +
    `or call node_modules/.bin/node instead of node.`
  );
}

const complaint = tooOld(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(`${complaint}\n`);
  process.exit(1);
}
