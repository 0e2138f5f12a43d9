/**
 * The environment of every spec file: Jest's own for Node, and an embedded database for those that ask for one.
 *
 * Opening an embedded database costs 5 s of computing, mostly compiling it, so the spec files of one worker share one
 * instance, one after the other. It has to live out here: whatever a spec file makes itself ends with that file.
 * `libs/testkit` empties it before it is used again (shared-embedded.ts).
 */
import { runInContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Each use of a global name in a vm context asks the context's owner first: `Math.cos` took five times as long as
 * outside, and arrivals are computed by the million here. A name declared in the context's script scope is found
 * before that. `Date` and the timers are left out: Jest's fake ones replace them on the global object.
 */
const QUICK_NAMES =
  'Math, Number, Object, Array, Map, Set, String, Symbol, JSON, Float64Array, Uint8Array, Error';

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
      await endShared();
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
      if (!reusable) await endShared();
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

export async function endShared() {
  const ended = shared;
  shared = undefined;
  await ended?.pglite.close();
}

export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    runInContext(`const { ${QUICK_NAMES} } = globalThis;`, this.getVmContext());
    this.global.borrowEmbeddedDatabase = borrow;
  }
}
