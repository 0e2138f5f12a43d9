/**
 * One project for each kind of test. Given a path, any spec runs: `npm run vitest -- apps/order-service/test/claims.int.spec.ts`;
 * a kind alone: `npm run vitest -- --project unit`. `npm test` runs them as tiers (tools/test-tiers.mjs), on every
 * database and browser that the machine has.
 *
 * Specs run from source: each workspace name maps to its src folder, so no build is needed first.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const project = (name: string, include: string[], exclude: string[] = []): TestProjectConfiguration => ({
  extends: true,
  test: { name, include, exclude: ['**/node_modules/**', '**/dist/**', ...exclude] },
});

/** Specs of one service alone; all others run on either database. */
const EMBEDDED_ALONE = 'libs/database/test/embedded*.int.spec.ts';
/** What no database can change: the documents of the program and what is generated from them. */
const ON_ONE_DATABASE = 'test/e2e/{async-api,client,operations}.spec.ts';
const REDIS_ALONE = '{libs,apps}/*/test/**/*redis*.int.spec.ts';

/**
 * Stories that lean on what one version of Chromium may do otherwise than another: cookies and storage, the network that
 * comes and goes, pieces fetched again, position, camera, passkeys, sound. They run in each browser that the machine has.
 */
const IN_EACH_BROWSER =
  'test/browser/{camera,first-screen,lost-pieces,manager-account,offline-pages,pickup-story,released-board,several-orders,silent-line,silent-position,two-boards}.spec.ts';

/**
 * Stories of what lies between Curbline and others: providers, mail servers, push services, shops' endpoints, doors and
 * files. What they need of a database the other stories and the integration tests prove on each: one is enough.
 */
const WITH_OTHERS =
  'test/e2e/{demo-doors,hanging-router,messages,production,push,staff-push,text-messages,unsubscribe,webhooks}.spec.ts';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^@curbline\/(domain|contracts|platform|simulation)\/(.+)$/,
        replacement: at('libs/$1/src/$2/index.ts'),
      },
      {
        find: /^@curbline\/(client|database|store-log|messaging|platform|access|bootstrap|simulation|testkit)$/,
        replacement: at('libs/$1/src/index.ts'),
      },
      {
        find: /^@curbline\/(order-service|geofence-service|notification-service|gateway)$/,
        replacement: at('apps/$1/src/$1.module.ts'),
      },
    ],
  },
  // As tsc compiles them for the program; Vite reads it from a tsconfig.json, which do not all include the specs.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    pool: 'forks',
    // Each tier is a process of its own: what one has transformed the next ones read.
    fsModuleCache: true,
    // A spec file takes 3 s to load all that it needs; the files of one worker load it once.
    isolate: false,
    // A first embedded database takes up to 20 s to create on a slow machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      project('unit', ['{libs,apps,src,tools}/**/*.spec.ts'], ['**/*.int.spec.ts']),
      project('orders', ['apps/order-service/test/**/*.int.spec.ts']),
      project(
        'integration',
        ['{libs,apps}/*/test/**/*.int.spec.ts'],
        ['apps/order-service/**', 'libs/messaging/**', EMBEDDED_ALONE, REDIS_ALONE],
      ),
      project('messaging', ['libs/messaging/test/**/*.int.spec.ts'], [REDIS_ALONE]),
      project('embedded', [EMBEDDED_ALONE]),
      project('redis', [REDIS_ALONE]),
      project('security', ['test/security/**/*.spec.ts']),
      project('e2e', ['test/e2e/**/*.spec.ts'], ['test/e2e/program*.spec.ts', ON_ONE_DATABASE, WITH_OTHERS]),
      project('with-others', [WITH_OTHERS]),
      project('program', ['test/e2e/program.spec.ts', ON_ONE_DATABASE]),
      project('program-on-postgres', ['test/e2e/program-on-postgres.spec.ts']),
      project('each-browser', [IN_EACH_BROWSER]),
      project('browser', ['test/browser/**/*.spec.ts'], ['**/*.measured.spec.ts', IN_EACH_BROWSER]),
      project('measured', ['test/browser/**/*.measured.spec.ts']),
      project('faults', ['test/faults/**/*.spec.ts'], ['test/faults/{many-processes,as-deployed}*.spec.ts']),
      project('many-processes', ['test/faults/many-processes*.spec.ts']),
      project('as-deployed', ['test/faults/as-deployed.spec.ts']),
    ],
  },
});
