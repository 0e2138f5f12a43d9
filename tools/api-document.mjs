#!/usr/bin/env node
/** Writes docs/openapi.json, from which the documentation site makes its API reference: `npm run docs:api`. */
import { writeFileSync } from 'node:fs';
import { launchCurbline } from './launch-curbline.mjs';

const program = await launchCurbline();
try {
  const document = await (await fetch(`${program.url}/docs-json`)).json();
  // The port of this run means nothing to a reader.
  document.servers = [{ url: 'http://localhost:3000' }];
  writeFileSync(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
} finally {
  await program.dispose();
}
