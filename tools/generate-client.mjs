/** The TypeScript client of libs/client, from an OpenAPI document. */
import { createClient } from '@hey-api/openapi-ts';

/** Where the generated part of the client is kept. */
export const CLIENT_FOLDER = new URL('../libs/client/src/generated/', import.meta.url);

/**
 * @param {object} document as `/docs-json` has it
 * @param {string} folder is emptied first
 */
export async function generateClient(document, folder) {
  await createClient({
    // The address of one installation means nothing to others.
    input: { ...document, servers: [{ url: 'http://localhost:3000' }] },
    logs: { level: 'silent', file: false },
    output: { path: folder, clean: true, module: { extension: '.js' }, tsConfigPath: null },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  });
}
