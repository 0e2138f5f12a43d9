import { existsSync } from 'node:fs';

// One Jest for every tier; a tier is a set of file patterns (see tools/run-tests.mjs). Given a path, any
// spec runs: `npm run jest -- apps/order-service/test/claims.int.spec.ts`.
// Specs run from source: each workspace name maps to its src folder, so no build is needed first.
export default {
  testEnvironment: '<rootDir>/tools/jest-environment.mjs',
  cacheDirectory: '<rootDir>/.cache/jest',
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
    '^@curbline/(domain|contracts)/(.+)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^@curbline/(database|store-log|messaging|platform|access|bootstrap|testkit)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@curbline/(order-service|geofence-service|gateway)$': '<rootDir>/apps/$1/src/$1.module.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  roots: ['libs', 'apps', 'src', 'test', 'tools']
    .filter((folder) => existsSync(new URL(folder, import.meta.url)))
    .map((folder) => `<rootDir>/${folder}`),
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  // A first embedded database takes up to 20 s to create on a slow machine.
  testTimeout: 60_000,
  modulePathIgnorePatterns: ['/dist/'],
};
