/**
 * What this machine has for the tests: finds or starts each service that a tier needs, tells its version,
 * and gives the environment under which the tests see it.
 */
import { readFileSync } from 'node:fs';

/** A developer's own settings must not reach the tests: they would run on his database. */
const NOT_FOR_TESTS = ['DATABASE_URL', 'REDIS_URL', 'DATA_DIR', 'PORT', 'HOST', 'NODE_ENV', 'LOG_LEVEL'];

const FIND = {
  async embedded() {
    const manifest = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    return { version: `embedded PGlite ${version}`, env: { CURBLINE_TEST_DATABASE: 'embedded' } };
  },

  async postgres() {
    const given = process.env.CURBLINE_TEST_POSTGRES_URL;
    const { startPostgres } = await import('./test-services.mjs');
    const started = given ? { url: given, stop: undefined } : await startPostgres();
    if (started.missing) return started;
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: started.url });
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version') as server,
         (select default_version from pg_available_extensions where name = 'postgis') as postgis`,
    );
    await client.end();
    const [{ server, postgis }] = rows;
    return {
      version: `PostgreSQL ${server.split(' ')[0]} with PostGIS ${postgis}`,
      env: { CURBLINE_TEST_DATABASE: 'postgres', CURBLINE_TEST_POSTGRES_URL: started.url },
      stop: started.stop,
    };
  },

  async redis() {
    const given = process.env.CURBLINE_TEST_REDIS_URL;
    const { startRedis } = await import('./test-services.mjs');
    const started = given ? { url: given, stop: undefined } : await startRedis();
    if (started.missing) return started;
    const { Redis } = await import('ioredis');
    const client = new Redis(started.url);
    const server = /redis_version:(\S+)/.exec(await client.info('server'))?.[1];
    client.disconnect();
    return { version: `Redis ${server}`, env: { CURBLINE_TEST_REDIS_URL: started.url }, stop: started.stop };
  },

  async caddy() {
    const { findCaddy } = await import('./deployed-parts.mjs');
    return { env: {}, ...findCaddy() };
  },
  async faketime() {
    const { findFaketime } = await import('./deployed-parts.mjs');
    return { env: {}, ...findFaketime() };
  },

  bundled: () => describeBrowser('bundled', 'from npm'),
  system: () => describeBrowser('system', 'of the system'),
  /** Either of the two, the one from npm first. */
  browser: () => firstOf('bundled', 'system'),
  /** PostgreSQL where there is one: a program that starts on it opens no embedded database first. */
  database: () => firstOf('postgres', 'embedded'),
};

const found = new Map();

/** Each service is looked for once. One that is there but does not work is `missing` with its own words. */
function find(name) {
  if (!found.has(name))
    found.set(
      name,
      FIND[name]().catch((error) => broken(name, error)),
    );
  return found.get(name);
}

const broken = (name, error) => ({
  missing: `${name} is there but does not work: ${error.message.split('\n')[0]}`,
  broken: true,
});

async function firstOf(preferred, otherwise) {
  const first = await find(preferred);
  return first.missing ? find(otherwise) : first;
}

async function describeBrowser(which, origin) {
  const { findBrowser, launchBrowser } = await import('./browser.mjs');
  const found = await findBrowser(which);
  if ('missing' in found) return found;
  const browser = await launchBrowser({ which });
  const version = `Chromium ${browser.version()} ${origin}`;
  await browser.close();
  return { version, env: { CURBLINE_TEST_BROWSER: which } };
}

/**
 * Finds each service of `needs`.
 * @param {Set<string>} needs names of FIND
 * @returns the services by name, `envFor(needs)` the environment of a tier, `stop()` ends what was started here
 */
export async function findServices(needs) {
  const services = {};
  for (const need of needs) {
    services[need] = await find(need);
    services[need].version ??= need;
  }
  const inherited = { ...process.env };
  for (const name of Object.keys(inherited)) {
    if (NOT_FOR_TESTS.includes(name) || name.startsWith('CURBLINE_')) delete inherited[name];
  }
  return {
    ...services,
    envFor: (names) => Object.assign({ ...inherited }, ...names.map((name) => services[name].env)),
    stop: async () => {
      await Promise.allSettled([...found.values()].map(async (service) => (await service).stop?.()));
    },
  };
}
