/** The body of an import: a file, larger than other bodies and not JSON. It is read only once the guards have let its sender in. */
import { MOST_IMPORT_BYTES } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { ImportFormat } from './imports.service.js';

/** JSON is YAML, and the type of all other JSON bodies has their limit. */
export const IMPORT_TYPES: ReadonlyMap<string, ImportFormat> = new Map([
  ['text/csv', 'csv'],
  ['application/yaml', 'declared'],
]);

interface Server {
  addContentTypeParser(
    types: string[],
    parser: (
      request: { readonly routeOptions: { readonly url?: string | undefined } },
      payload: unknown,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): unknown;
}

/** Hands the unread body to the import alone; elsewhere these types are refused as before. */
export function acceptImportBodies(server: Server): void {
  server.addContentTypeParser([...IMPORT_TYPES.keys()], ({ routeOptions }, payload, done) => {
    if (routeOptions.url === '/v1/imports') done(null, payload);
    else done(problem('unsupported-media'));
  });
}

/** @throws ProblemException `too-large` as soon as it is. */
export async function bytesOf(body: unknown): Promise<Buffer> {
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_IMPORT_BYTES) throw problem('too-large', { detail: TOO_LARGE });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const MEGABYTES = MOST_IMPORT_BYTES / 1024 / 1024;
const TOO_LARGE = {
  en: `A file may have ${MEGABYTES} MB: split it, and import its parts one after the other.`,
  fr: `Un fichier pèse ${MEGABYTES} Mo au plus\u00a0: partagez-le et importez ses parties l’une après l’autre.`,
};
