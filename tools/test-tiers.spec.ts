/** No spec file is forgotten: each belongs to one project, and each project to a tier. */
import { globSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import config from '../vitest.config.js';
import { planTiers, projectsOf } from './test-tiers.mjs';

interface Project {
  readonly test: { readonly name: string; readonly include: string[]; readonly exclude: string[] };
}
const projects = (config.test?.projects ?? []) as unknown as Project[];

it('each spec file belongs to exactly one project', () => {
  const files = globSync('{libs,apps,src,tools,test,bench}/**/*.spec.ts', {
    exclude: ['**/node_modules/**', '**/dist/**'],
  });
  expect(files.length).toBeGreaterThan(300);
  const isOf =
    (file: string) =>
    ({ test: { include, exclude } }: Project): boolean =>
      include.some((glob) => matchesGlob(file, glob)) && !exclude.some((glob) => matchesGlob(file, glob));
  expect(files.filter((file) => projects.filter(isOf(file)).length !== 1)).toEqual([]);
});

it('the specs that run in each browser are there by the names that stand in the config', () => {
  const [named = ''] = projects.find(({ test }) => test.name === 'each-browser')!.test.include;
  const names = /\{(.*)\}/.exec(named)?.[1]?.split(',') ?? [];
  expect(names.length).toBeGreaterThan(5);
  expect(globSync(named).map((path) => basename(path, '.spec.ts'))).toEqual(expect.arrayContaining(names));
});

it('each project belongs to a tier', () => {
  const run = new Set(planTiers().flatMap((tier) => tier.projects ?? []));
  expect(projects.map(({ test }) => test.name).filter((name) => !run.has(name))).toEqual([]);
  expect([...run].filter((name) => !projects.some(({ test }) => test.name === name))).toEqual([]);
});

it('every browser spec runs on a machine with one browser; with two, npm’s runs those of each browser', () => {
  const [npm, system] = ['browser, from npm', 'browser, of the system'].map((wanted) =>
    planTiers().find(({ name }) => name === wanted)!,
  );
  expect(projectsOf(npm!, () => false)).toEqual({ projects: ['each-browser', 'browser'], left: [] });
  expect(projectsOf(npm!, (name) => name === system!.name)).toEqual({
    projects: ['each-browser'],
    left: ['browser'],
  });
  expect(projectsOf(system!, () => true)).toEqual({ projects: ['each-browser', 'browser'], left: [] });
});

it('what a tier leaves to another one is run by that one', () => {
  const plan = planTiers();
  for (const { projects = [], leaves } of plan) {
    if (!leaves) continue;
    expect(projects).toEqual(expect.arrayContaining(leaves.projects));
    const other = plan.find(({ name }) => name === leaves.to);
    expect(other?.leaves).toBeUndefined();
    expect(other?.projects).toEqual(expect.arrayContaining(leaves.projects));
  }
});
