/**
 * Builds each page by itself, so that none carries what only another needs; compresses what came out, and holds each
 * page against its budget.
 */
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { compressAssets } from './compress-assets.mjs';
import { checkBudgets } from './page-budgets.mjs';

const dist = `${import.meta.dirname}/dist`;
rmSync(dist, { recursive: true, force: true });
for (const page of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html')))
  await build({ root: import.meta.dirname, mode: page.replace('.html', '') });
compressAssets(`${dist}/assets`);
checkBudgets(dist);
