/**
 * The environment of every spec file: Jest's own for Node, and an embedded database for those that ask for one.
 *
 * Opening an embedded database costs 5 s of computing, mostly compiling it, so the spec files of one worker share one
 * instance, one after the other. It has to live out here: whatever a spec file makes itself ends with that file.
 * `libs/testkit` empties it before it is used again (shared-embedded.ts).
 */
import { TestEnvironment } from 'jest-environment-node';

/** One instance at most, since each takes 1 GB. `key` names the migrations that it holds. */
let shared;
let lent = false;

/**
 * @param {string} key which migrations the database must hold
 * @param {() => Promise<string>} makeFolder gives a data folder with these migrations, for a new instance
 * @returns {Promise<{ pglite: object, giveBack: (reusable: boolean) => Promise<void> } | undefined>} undefined while
 *   the instance is lent to somebody else of this file
 */
async function borrow(key, makeFolder) {
  if (lent) return undefined;
  lent = true;
  try {
    if (shared?.key !== key) {
      await end();
      shared = { key, pglite: await open(await makeFolder()) };
    }
  } catch (error) {
    lent = false;
    throw error;
  }
  const { pglite } = shared;
  return {
    pglite,
    giveBack: async (reusable) => {
      if (!reusable) await end();
      lent = false;
    },
  };
}

async function open(dataDir) {
  const [{ PGlite }, { postgis }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite-postgis'),
  ]);
  return PGlite.create({ dataDir, extensions: { postgis } });
}

async function end() {
  const ended = shared;
  shared = undefined;
  await ended?.pglite.close();
}

export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.borrowEmbeddedDatabase = borrow;
  }
}
