#!/usr/bin/env node
/**
 * Generates the TypeScript client anew, from the document that the program serves: after a change to the API.
 *
 *   npm run client
 */
import { fileURLToPath } from 'node:url';
import { CLIENT_FOLDER, generateClient } from './generate-client.mjs';
import { launchCurbline } from './launch-curbline.mjs';

const program = await launchCurbline();
try {
  const document = await (await fetch(`${program.url}/docs-json`)).json();
  await generateClient(document, fileURLToPath(CLIENT_FOLDER));
  console.log('libs/client/src/generated is written.');
} finally {
  await program.dispose();
}
