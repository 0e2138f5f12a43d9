/**
 * One project for each kind of test. Given a path, any spec runs: `npm run jest -- apps/order-service/test/claims.int.spec.ts`;
 * a kind alone: `npm run jest -- --selectProjects unit`. `npm test` runs them as tiers (tools/test-tiers.mjs), on every
 * database and browser that the machine has.
 *
 * Specs run from source: each workspace name maps to its src folder, so no build is needed first.
 */
const base = {
  testEnvironment: '<rootDir>/tools/jest-environment.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@curbline/(domain|contracts|simulation)/(.+)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^@curbline/(database|store-log|messaging|platform|access|bootstrap|simulation|testkit)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@curbline/(order-service|geofence-service|gateway)$': '<rootDir>/apps/$1/src/$1.module.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Not the whole checkout: listing every file of node_modules took 2 s of each run, and once for each project.
  roots: ['libs', 'apps', 'src', 'tools', 'test'].map((folder) => `<rootDir>/${folder}`),
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
};

const project = (displayName, ...testMatch) => ({
  ...base,
  displayName,
  testMatch: testMatch.map((pattern) => (pattern.startsWith('!') ? pattern : `<rootDir>/${pattern}`)),
});

export default {
  cacheDirectory: '<rootDir>/.cache/jest',
  // A first embedded database takes up to 20 s to create on a slow machine.
  testTimeout: 60_000,
  globalTeardown: '<rootDir>/tools/jest-teardown.mjs',
  projects: [
    project('unit', '{libs,apps,src,tools}/**/*.spec.ts', '!**/*.int.spec.ts'),
    project('integration', '{libs,apps}/*/test/**/*.int.spec.ts'),
    project('security', 'test/security/**/*.spec.ts'),
    project('e2e', 'test/e2e/**/*.spec.ts'),
    project('browser', 'test/browser/**/*.spec.ts', '!**/*.measured.spec.ts'),
    project('measured', 'test/browser/**/*.measured.spec.ts'),
    project('faults', 'test/faults/**/*.spec.ts'),
  ],
};
