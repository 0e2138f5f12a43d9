/** No spec file is forgotten: each belongs to one project, and each project to a tier. */
import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import config from '../vitest.config.js';
import { planTiers } from './test-tiers.mjs';

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

it('each project belongs to a tier', () => {
  const run = new Set(planTiers().flatMap((tier) => tier.projects ?? []));
  expect(projects.map(({ test }) => test.name).filter((name) => !run.has(name))).toEqual([]);
  expect([...run].filter((name) => !projects.some(({ test }) => test.name === name))).toEqual([]);
});
