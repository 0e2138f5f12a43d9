#!/usr/bin/env node
/**
 * Adds the operations that are new to libs/contracts/operations.json, the list of names that clients rely on. Takes
 * none away and renames none: that is done by hand, on purpose.
 *
 *   npm run operations
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { launchCurbline } from './launch-curbline.mjs';

const file = new URL('../libs/contracts/operations.json', import.meta.url);
const frozen = JSON.parse(readFileSync(file, 'utf8'));
const program = await launchCurbline();
try {
  const { paths } = await (await fetch(`${program.url}/docs-json`)).json();
  const added = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        operationId,
        `${method.toUpperCase()} ${path}`,
      ]),
    )
    .filter(([name]) => !(name in frozen));
  const all = [...Object.entries(frozen), ...added].toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
  console.log(added.map(([name, route]) => `${name}: ${route}`).join('\n') || 'No operation is new.');
} finally {
  await program.dispose();
}
