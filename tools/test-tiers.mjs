/** The tiers of `npm test`, in the order they run: the quickest and most telling first. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Paths as Jest's patterns see them: anchored at the checkout, so that its own path matches nothing. */
const under = (folder) => `^${root.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}${folder}`;
const node = (script, ...args) => [join(root, 'node_modules', script), ...args];

const INTEGRATION = String.raw`\.int\.spec\.ts$`;
/** Specs of one service alone; all others run on either database. */
const ON_REDIS = String.raw`redis[^/]*\.int\.spec\.ts$`;
const ON_POSTGRES = String.raw`on-postgres\.spec\.ts$`;
const ON_EMBEDDED = String.raw`/(embedded[^/]*|program)\.(int\.)?spec\.ts$`;

/**
 * @returns {{ name: string, lane?: string, needs: string[], command?: string[], cwd?: string, only?: string[],
 *   without?: string[], inBand?: boolean }[]}
 *   `needs` names services of test-machine.mjs; a tier has either a `command` (one check, passed or failed)
 *   or Jest patterns (`only`, `without`). `inBand` runs one file at a time: an embedded database takes 1 GB.
 */
export function planTiers() {
  const web = join(root, 'apps', 'web');
  const checks = [
    { name: 'check format', command: node('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
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
    ...checks.map((check) => ({ needs: [], ...check })),
    { name: 'unit', needs: [], only: [], without: [INTEGRATION, under('test/')] },
    {
      name: 'integration, embedded',
      lane: 'embedded',
      needs: ['embedded'],
      only: [INTEGRATION],
      without: [ON_REDIS],
      inBand: true,
    },
    {
      name: 'security',
      lane: 'beside',
      needs: ['embedded'],
      only: [under('test/security/')],
      inBand: true,
    },
    {
      name: 'e2e, embedded',
      lane: 'embedded',
      needs: ['embedded'],
      only: [under('test/e2e/')],
      without: [ON_POSTGRES],
      inBand: true,
    },
    {
      name: 'integration, postgres',
      lane: 'beside',
      needs: ['postgres'],
      only: [INTEGRATION],
      without: [ON_REDIS, ON_EMBEDDED, under('libs/messaging/')],
      inBand: true,
    },
    {
      name: 'integration, redis',
      lane: 'beside',
      needs: ['redis'],
      only: [under('libs/messaging/test/'), ON_REDIS],
      inBand: true,
    },
    {
      name: 'e2e, postgres',
      lane: 'beside',
      needs: ['postgres'],
      only: [under('test/e2e/')],
      without: [ON_EMBEDDED],
      inBand: true,
    },
    {
      name: 'browser, from npm',
      lane: 'beside',
      needs: ['embedded', 'bundled'],
      only: [under('test/browser/')],
      inBand: true,
    },
    {
      name: 'browser, of the system',
      lane: 'beside',
      needs: ['embedded', 'system'],
      only: [under('test/browser/')],
      inBand: true,
    },
    {
      name: 'faults, one process',
      needs: ['embedded'],
      only: [under('test/faults/')],
      without: [under('test/faults/many-processes'), under('test/faults/as-deployed')],
      inBand: true,
    },
    {
      name: 'faults, many processes',
      needs: ['postgres', 'redis'],
      only: [under('test/faults/many-processes')],
    },
    {
      name: 'faults, as deployed',
      needs: ['postgres', 'redis', 'caddy', 'faketime'],
      only: [under('test/faults/as-deployed')],
    },
  ];
}

/**
 * What runs at the same time: each stage is a list of lanes, each lane its tiers in order. The tiers of one
 * embedded database mostly keep one core busy, so those of PostgreSQL, the roles' and the browsers' run beside them
 * where there are two.
 */
export function stagesOf(plan, cores) {
  const stages = [];
  let lanes;
  for (const tier of plan) {
    if (tier.lane === undefined || cores < 2) {
      stages.push([[tier]]);
      lanes = undefined;
      continue;
    }
    if (!lanes) stages.push((lanes = []));
    const lane = lanes.find(([first]) => first.lane === tier.lane);
    if (lane) lane.push(tier);
    else lanes.push([tier]);
  }
  return stages;
}
