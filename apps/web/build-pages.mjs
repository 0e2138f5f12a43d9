/**
 * Builds each page by itself, so that none carries what only another needs; compresses what came out, and holds each
 * page against its budget.
 */
import { readdirSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { buildWorkers } from './build-workers.mjs';
import { compressAssets } from './compress-assets.mjs';
import { checkBudgets } from './page-budgets.mjs';

const dist = `${import.meta.dirname}/dist`;
rmSync(dist, { recursive: true, force: true });
const built = {};
for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.html'))) {
  const page = file.replace('.html', '');
  built[page] = await build({ root: import.meta.dirname, mode: page });
}
await buildWorkers(dist, built);
compressAssets(`${dist}/assets`);
checkBudgets(dist);
