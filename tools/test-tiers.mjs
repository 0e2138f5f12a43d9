/** The tiers of `npm test`, in the order they run: the quickest and most telling first. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Paths as Jest's patterns see them: anchored at the checkout, so that its own path matches nothing. */
const under = (folder) => `^${root.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}${folder}`;
const node = (script, ...args) => [join(root, 'node_modules', script), ...args];

/** A tier of its own, as long as all the others of its kind together. */
const ORDERS = under('apps/order-service/');
/** Specs of one service alone; all others run on either database. */
const ON_REDIS = String.raw`redis[^/]*\.int\.spec\.ts$`;
const ON_POSTGRES = String.raw`on-postgres\.spec\.ts$`;
const ON_EMBEDDED = String.raw`/(embedded[^/]*|program)\.(int\.)?spec\.ts$`;

/**
 * @returns {{ name: string, needs: string[], command?: string[], cwd?: string, project?: string, only?: string[],
 *   without?: string[], oneByOne?: boolean, beside?: boolean, waits?: boolean }[]}
 *   `needs` names services of test-machine.mjs; a tier has either a `command` (one check, passed or failed)
 *   or a `project` of jest.config.mjs, of which `only` and `without` may choose files. `oneByOne` runs one file at a
 *   time: an embedded database takes 1 GB. `beside` allows other such tiers at the same time: it keeps one core busy at
 *   most, and measures no time that another tier could spoil. `waits` says that it mostly waits, for a browser or a
 *   clock.
 */
export function planTiers() {
  const web = join(root, 'apps', 'web');
  const checks = [
    {
      name: 'check format',
      command: node(
        'prettier/bin/prettier.cjs',
        '--check',
        '--log-level=warn',
        '--cache',
        '--cache-location=.cache/prettier',
        '.',
      ),
    },
    { name: 'check lockfile', command: ['tools/complete-lockfile.mjs', '--check'] },
    { name: 'check lint', command: node('oxlint/bin/oxlint', '--deny-warnings') },
    { name: 'check habits', command: ['tools/check-habits.mjs'] },
    {
      name: 'check imports',
      command: node(
        'dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config=.dependency-cruiser.mjs',
        'libs',
        'apps',
        'src',
      ),
    },
    { name: 'check dependencies', command: node('knip/bin/knip.js', '--no-config-hints') },
    { name: 'check rules are live', command: ['tools/prove-rules.mjs'] },
    { name: 'check types of specs', command: node('typescript/bin/tsc', '-p', 'tsconfig.spec.json') },
  ];
  if (existsSync(join(web, 'tsconfig.json'))) {
    checks.push({
      name: 'check types of pages',
      command: node('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'),
      cwd: web,
    });
  }
  return [
    ...checks.map((check) => ({ needs: [], beside: true, ...check })),
    { name: 'unit', project: 'unit', needs: [] },
    {
      name: 'integration of orders, embedded',
      project: 'integration',
      needs: ['embedded'],
      only: [ORDERS],
      without: [ON_REDIS],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'integration, embedded',
      project: 'integration',
      needs: ['embedded'],
      without: [ON_REDIS, ORDERS],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'security',
      project: 'security',
      beside: true,
      needs: ['embedded'],
      oneByOne: true,
    },
    {
      name: 'e2e, embedded',
      beside: true,
      project: 'e2e',
      needs: ['embedded'],
      without: [ON_POSTGRES],
      oneByOne: true,
    },
    {
      name: 'integration, postgres',
      beside: true,
      project: 'integration',
      needs: ['postgres'],
      without: [ON_REDIS, ON_EMBEDDED, under('libs/messaging/')],
      oneByOne: true,
    },
    {
      name: 'integration, redis',
      beside: true,
      project: 'integration',
      needs: ['redis'],
      only: [under('libs/messaging/test/'), ON_REDIS],
      oneByOne: true,
    },
    {
      name: 'e2e, postgres',
      beside: true,
      project: 'e2e',
      needs: ['postgres'],
      without: [ON_EMBEDDED],
      oneByOne: true,
    },
    {
      name: 'browser, from npm',
      project: 'browser',
      needs: ['embedded', 'bundled'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'browser, of the system',
      project: 'browser',
      needs: ['database', 'system'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'measured pages',
      project: 'measured',
      needs: ['database', 'browser'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'faults, one process',
      project: 'faults',
      needs: ['embedded'],
      without: [under('test/faults/many-processes'), under('test/faults/as-deployed')],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'faults, many processes',
      project: 'faults',
      needs: ['postgres', 'redis'],
      only: [under('test/faults/many-processes')],
      oneByOne: true,
    },
    {
      name: 'faults, as deployed',
      project: 'faults',
      needs: ['postgres', 'redis', 'caddy', 'faketime'],
      only: [under('test/faults/as-deployed')],
      oneByOne: true,
    },
  ];
}
