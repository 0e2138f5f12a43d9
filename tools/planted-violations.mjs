/** One violation of each rule, and lawful files that must pass: what `tools/prove-rules.mjs` plants. */

const thing = (from) => `import { thing } from '${from}';\nexport const planted = thing;\n`;

/**
 * `rule` is the name under which a check must report `file`, or `reported` where that is a folder; `beside` are the
 * files that it needs.
 */
export const PLANTS = [
  { rule: 'imports-of-libs-domain', file: 'libs/domain/src/ours.ts', text: thing('@curbline/contracts/ids') },
  {
    rule: 'pure-domain',
    file: 'libs/domain/src/node.ts',
    text: "import { join } from 'node:path';\nexport const planted = join;\n",
  },
  {
    rule: 'contracts-only-zod',
    file: 'libs/contracts/src/node.ts',
    text: "import { join } from 'node:path';\nexport const planted = join;\n",
  },
  {
    rule: 'imports-of-libs-database',
    file: 'libs/database/src/rules.ts',
    text: thing('@curbline/domain/trip'),
  },
  {
    rule: 'imports-of-libs-messaging',
    file: 'libs/messaging/src/rows.ts',
    text: thing('@curbline/database'),
  },
  {
    rule: 'imports-of-libs-store-log',
    file: 'libs/store-log/src/rules.ts',
    text: thing('@curbline/domain/trip'),
  },
  { rule: 'imports-of-libs-platform', file: 'libs/platform/src/rows.ts', text: thing('@curbline/database') },
  { rule: 'imports-of-libs-access', file: 'libs/access/src/rules.ts', text: thing('@curbline/domain/trip') },
  { rule: 'libs-never-import-apps', file: 'libs/testkit/src/app.ts', text: thing('@curbline/gateway') },
  { rule: 'specs-stay-home', file: 'apps/order-service/src/neighbor.ts', text: thing('@curbline/gateway') },
  {
    rule: 'imports-of-apps-gateway',
    file: 'apps/gateway/src/decides.ts',
    text: thing('@curbline/domain/trip'),
  },
  { rule: 'imports-of-apps-web', file: 'apps/web/src/decides.ts', text: thing('@curbline/domain/trip') },
  { rule: 'imports-of-src', file: 'src/inside.ts', text: thing('../apps/order-service/dist/index.js') },
  {
    rule: 'testkit-is-for-tests',
    file: 'apps/geofence-service/src/toy.ts',
    text: thing('@curbline/testkit'),
  },
  {
    rule: 'no-cycles',
    file: 'apps/gateway/src/left.ts',
    text: "import { right } from './right.js';\nexport const left = (): unknown => right;\n",
    beside: [
      {
        file: 'apps/gateway/src/right.ts',
        text: "import { left } from './left.js';\nexport const right = (): unknown => left;\n",
      },
    ],
  },
  {
    rule: 'no-folder-cycles',
    file: 'apps/gateway/src/upper/from-lower.ts',
    reported: 'apps/gateway/src/upper',
    text: thing('../lower/plain.js'),
    beside: [
      { file: 'apps/gateway/src/lower/plain.ts', text: 'export const thing = 1;\n' },
      { file: 'apps/gateway/src/lower/from-upper.ts', text: thing('../upper/plain.js') },
      { file: 'apps/gateway/src/upper/plain.ts', text: 'export const thing = 1;\n' },
    ],
  },
  {
    rule: 'declared',
    file: 'apps/gateway/src/borrowed.ts',
    text: "import pg from 'pg';\nexport const planted = pg;\n",
  },
  { rule: 'resolvable', file: 'apps/gateway/src/nowhere.ts', text: thing('./not-there.js') },
  {
    rule: 'no-restricted-properties',
    file: 'libs/domain/src/clock.ts',
    text: 'export const planted = Date.now();\n',
  },
  {
    rule: 'no-restricted-properties',
    file: 'libs/domain/src/dice.ts',
    text: 'export const planted = Math.random();\n',
  },
  {
    rule: 'no-restricted-globals',
    file: 'libs/domain/src/timer.ts',
    text: 'export const planted = setTimeout;\n',
  },
  { rule: 'habit', file: 'libs/domain/src/today.ts', text: 'export const planted = new Date();\n' },
  {
    rule: 'habit',
    file: 'apps/order-service/src/orders/save.ts',
    text: 'export const planted = (rows: Set<never> & { save(): void }): void => rows.save();\n',
  },
  {
    rule: 'habit',
    file: 'test/browser/planted-wait.ts',
    text: "export const planted = (page: { waitForFunction(text: string): void }): void => page.waitForFunction('true');\n",
  },
  { rule: 'habit', file: 'apps/order-service/src/stores/helpers.ts', text: 'export const planted = 1;\n' },
  {
    rule: 'habit',
    file: 'apps/order-service/src/migrations/9-not-frozen.ts',
    text: 'export const planted = 1;\n',
  },
  {
    rule: 'habit',
    file: 'apps/gateway/src/boards/reads-stores.ts',
    text: "export const planted = 'SELECT name FROM planted_store';\n",
    beside: [{ file: 'apps/order-service/schema.sql', text: 'CREATE TABLE planted_store (\n);\n' }],
  },
  {
    rule: 'habit',
    file: 'src/demo/reads-stores.ts',
    text: "export const planted = 'SELECT name FROM planted_store';\n",
  },
  { rule: 'habit', file: 'apps/gateway/src/boards/index.ts', text: 'export const planted = 1;\n' },
  { rule: 'habit', file: 'libs/database/src/long.ts', text: 'export const planted = 1;\n'.padEnd(276, '\n') },
  {
    rule: 'habit',
    file: 'libs/platform/src/endless.ts',
    text: `${'// long\n'.repeat(301)}export const planted = 1;\n`,
  },
  {
    rule: 'habit',
    file: 'apps/web/src/later.ts',
    text: "export const planted = (): Promise<unknown> => import('./heavy.js');\n",
  },
  {
    rule: 'habit',
    file: 'apps/web/src/board/by-name.ts',
    text: "export const planted = (service: string): boolean => service === 'walk_in';\n",
  },
  {
    rule: 'no-process-env',
    file: 'apps/gateway/src/reads.ts',
    text: 'export const planted = process.env.PORT;\n',
  },
  {
    rule: 'no-explicit-any',
    file: 'apps/gateway/src/loose.ts',
    text: 'export const planted = (value: any): unknown => value;\n',
  },
  {
    rule: 'no-floating-promises',
    file: 'apps/gateway/src/floats.ts',
    text: 'const later = async (): Promise<void> => {};\nexport const planted = (): void => {\n  later();\n};\n',
  },
  {
    rule: 'no-restricted-imports',
    file: 'apps/web/src/heavy.ts',
    text: "import { z } from 'zod';\nexport const planted = z.string();\n",
  },
  {
    rule: 'no-disabled-tests',
    file: 'apps/gateway/src/off.spec.ts',
    text: "import { expect, it } from 'vitest';\nit.skip('is off', () => {\n  expect(1).toBe(1);\n});\n",
  },
  {
    rule: 'expect-expect',
    file: 'apps/gateway/src/idle.spec.ts',
    text: "import { it } from 'vitest';\nit('asserts nothing', () => {});\n",
  },
];

/** Files that break no rule: a check that refuses one of these would refuse good work. */
export const LAWFUL = [
  { file: 'libs/database/src/full.ts', text: 'export const lawful = 1;\n'.padEnd(274, '\n') },
  {
    file: 'libs/domain/src/trip/later.ts',
    text: 'export const later = (atMs: number): Date => new Date(atMs + 1);\n',
  },
  {
    file: 'libs/contracts/src/ids/order-id.ts',
    text: "import { z } from 'zod';\nexport const orderId = z.string();\n",
  },
  { file: 'libs/store-log/src/append.ts', text: thing('@curbline/database') },
  { file: 'apps/order-service/src/orders/hand-over.ts', text: thing('@curbline/domain/trip') },
  {
    file: 'apps/order-service/src/orders/hand-over.spec.ts',
    text: "import { expect, it } from 'vitest';\nimport { thing } from '@curbline/testkit';\nit('is handed over', () => {\n  expect(thing).toBe(1);\n});\n",
  },
  { file: 'apps/gateway/src/boards/follow-log.ts', text: thing('@curbline/store-log') },
  { file: 'apps/gateway/src/env.ts', text: 'export const port = process.env.PORT;\n' },
  { file: 'apps/web/src/distance.ts', text: thing('@curbline/domain/geo') },
  { file: 'apps/web/src/piece.ts', text: "export type Piece = typeof import('./distance.js');\n" },
  { file: 'src/compose.ts', text: thing('@curbline/order-service') },
];
