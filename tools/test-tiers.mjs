/** The tiers of `npm test`, in the order they run: the quickest and most telling first. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const node = (script, ...args) => [join(root, 'node_modules', script), ...args];

/**
 * @typedef {{ name: string, needs: string[], command?: string[], cwd?: string, projects?: string[],
 *   leaves?: { projects: string[], to: string }, oneByOne?: boolean, beside?: boolean, waits?: boolean }} Tier
 */

/**
 * @returns {Tier[]}
 *   `needs` names services of test-machine.mjs; a tier has either a `command` (one check, passed or failed) or
 *   `projects` of vitest.config.ts. `oneByOne` runs one file at a time: an embedded database takes 1 GB. `beside`
 *   allows other such tiers at the same time: it keeps one core busy at most, and measures no time that another tier
 *   could spoil. `waits` says that it mostly waits, for a browser or a clock. `leaves` names those of its projects that
 *   it does not run where the tier `to` runs them.
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
    checks.push({
      name: 'check types of workers',
      command: node('typescript/bin/tsc', '-p', 'apps/web/src/worker'),
    });
  }
  return [
    ...checks.map((check) => ({ needs: [], beside: true, ...check })),
    { name: 'unit', projects: ['unit'], needs: [] },
    {
      name: 'integration of orders, embedded',
      projects: ['orders'],
      needs: ['embedded'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'integration, embedded',
      projects: ['integration', 'messaging', 'embedded'],
      needs: ['embedded'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'security',
      projects: ['security'],
      needs: ['embedded'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'e2e, embedded',
      projects: ['e2e', 'with-others', 'program'],
      leaves: { projects: ['with-others'], to: 'e2e, postgres' },
      needs: ['embedded'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'integration, postgres',
      projects: ['orders', 'integration'],
      needs: ['postgres'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'integration, redis',
      projects: ['messaging', 'redis'],
      needs: ['redis'],
      oneByOne: true,
      beside: true,
    },
    {
      name: 'e2e, postgres',
      projects: ['e2e', 'with-others', 'program-on-postgres'],
      needs: ['postgres'],
      oneByOne: true,
      beside: true,
    },
    // The longest of those that wait comes first, so that it does not run on alone at the end.
    {
      name: 'browser, of the system',
      projects: ['each-browser', 'browser'],
      needs: ['database', 'system'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'browser, from npm',
      projects: ['each-browser', 'browser'],
      leaves: { projects: ['browser'], to: 'browser, of the system' },
      needs: ['embedded', 'bundled'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'measured pages',
      projects: ['measured'],
      needs: ['database', 'browser'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'faults, one process',
      projects: ['faults'],
      needs: ['embedded'],
      oneByOne: true,
      beside: true,
      waits: true,
    },
    {
      name: 'faults, many processes',
      projects: ['many-processes'],
      needs: ['postgres', 'redis'],
      oneByOne: true,
    },
    {
      name: 'faults, as deployed',
      projects: ['as-deployed'],
      needs: ['postgres', 'redis', 'caddy', 'faketime'],
      oneByOne: true,
    },
  ];
}

/**
 * The projects that a tier runs here: all of them, unless it leaves some to a tier that runs as well.
 * @param {Tier} tier
 * @param {(name: string) => boolean} runs whether the tier of this name is asked for and has what it needs
 * @returns {{ projects: string[], left: string[] }}
 */
export function projectsOf({ projects = [], leaves }, runs) {
  const left = leaves && runs(leaves.to) ? leaves.projects : [];
  return { projects: projects.filter((project) => !left.includes(project)), left };
}
