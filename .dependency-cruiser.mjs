/**
 * Who may import what: the table of ARCHITECTURE.md as a check that fails.
 * Sources are cruised; a workspace's import of another resolves to that one's dist, so build first.
 */
const OURS = '^(libs|apps|src|bench|test|tools)/';
const SPECS = String.raw`\.spec\.ts$|^(libs|apps)/[^/]+/test/`;
const EVERY_LIB = '^libs/(?!testkit/)';
/** What serves no customer: simulated ones. */
const SERVING = '^libs/(?!testkit/|simulation/)';

const lib = (name, folders = '') => `^libs/${name}/(src|dist)/${folders}`;

/** One row a module: what of ours it may import besides itself. Nothing listed, nothing allowed. */
const MAY_IMPORT = {
  'libs/domain': [],
  'libs/contracts': [],
  'libs/client': [],
  'libs/database': [lib('contracts')],
  'libs/messaging': [lib('contracts')],
  'libs/store-log': [lib('contracts'), lib('database'), lib('messaging')],
  'libs/platform': [lib('contracts')],
  'libs/access': [lib('contracts'), lib('database'), lib('platform')],
  'libs/bootstrap': ['access', 'database', 'messaging', 'platform', 'store-log'].map((name) => lib(name)),
  'libs/simulation': [lib('contracts'), lib('domain')],
  'libs/testkit': [EVERY_LIB],
  'apps/order-service': [SERVING],
  'apps/geofence-service': [SERVING],
  'apps/notification-service': [SERVING],
  'apps/gateway': ['bootstrap', 'contracts', 'store-log', 'messaging', 'platform', 'access'].map((name) =>
    lib(name),
  ),
  'apps/web': [
    lib('contracts'),
    lib(
      'domain',
      '(arrival|geo|notify|offered-services|opening-hours|pin|place|search|service|service-change|shortage|stock|wait)/',
    ),
    lib('simulation', 'drives/'),
  ],
  src: [EVERY_LIB, String.raw`^apps/[^/]+/(src|dist)/[^/]+\.module\.(ts|d\.ts|js)$`],
};

const tableRules = Object.entries(MAY_IMPORT).map(([module, allowed]) => ({
  name: `imports-of-${module.replace('/', '-')}`,
  comment: `${module} may import ${allowed.length > 0 ? allowed.join(', ') : 'nothing of ours but itself'}`,
  severity: 'error',
  from: { path: `^${module}/`, pathNot: SPECS },
  to: { path: OURS, pathNot: [`^${module}/`, ...allowed] },
}));

export default {
  forbidden: [
    ...tableRules,
    {
      name: 'pure-domain',
      comment: 'the domain depends on nothing: no package, no Node',
      severity: 'error',
      from: { path: '^libs/domain/src/', pathNot: SPECS },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: 'contracts-only-zod',
      comment: 'contracts are read by the pages too: zod, and nothing of Node or Nest',
      severity: 'error',
      from: { path: '^libs/contracts/src/', pathNot: SPECS },
      to: { pathNot: '^libs/contracts/|(^|/)node_modules/zod/' },
    },
    {
      name: 'specs-stay-home',
      comment: 'a test imports its own app and any library, never another app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|src)/' },
    },
    {
      name: 'testkit-is-for-tests',
      severity: 'error',
      from: { pathNot: `${SPECS}|^libs/testkit/|^(test|bench)/` },
      to: { path: '^libs/testkit/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(libs|apps|src)/' },
      to: { circular: true },
    },
    {
      name: 'no-folder-cycles',
      comment: 'the folders of an app are Nest modules: they depend on each other one way',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/(order-service|geofence-service|notification-service|gateway)/src/[^/]+$' },
      to: { path: '^apps/$1/src/[^/]+$', circular: true },
    },
    {
      name: 'no-barrel-in-an-app',
      comment: 'inside an app, import the file that has the thing',
      severity: 'error',
      from: { path: '^apps/(?!web/)[^/]+/src/' },
      to: { path: String.raw`^apps/[^/]+/src/.*\bindex\.ts$` },
    },
    {
      name: 'declared',
      comment: "each workspace's package.json names what it imports",
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/|^src/', pathNot: SPECS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'], pathNot: OURS },
    },
    {
      name: 'not-dev-at-run-time',
      severity: 'error',
      from: { path: '^(libs|apps)/(?!web/)[^/]+/src/|^src/', pathNot: `${SPECS}|^libs/testkit/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere; if it is @curbline/…, run npm run build first',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: String.raw`^(virtual|piece):|/generated/|\?(url|worker|raw)` },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', String.raw`^(libs|apps)/[^/]+/dist/`] },
    exclude: { path: String.raw`/generated/` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.svelte', '.d.ts', '.json'],
    },
  },
};
