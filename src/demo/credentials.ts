/**
 * The secrets of the demonstration, created for this installation and stored in files that only the owner can read, so that
 * later starts can show them again. The database has only their hashes.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { savePrivateFile } from '../private-file.js';

const Credentials = z.object({
  version: z.literal(1),
  /** The API key of the shop that places the demo's orders. */
  apiKey: z.string(),
  admin: z.object({ login: z.string(), password: z.string() }),
  stores: z.array(
    z.object({
      id: z.string(),
      people: z.array(z.object({ staffId: z.string(), name: z.string(), pin: z.string() })),
      /** The customer's link shown at the last start, to be shown again while nobody has used it. */
      invitation: z.object({ orderId: z.string(), link: z.string(), placedAt: z.number() }).nullable(),
    }),
  ),
});
export type DemoCredentials = z.infer<typeof Credentials>;

export const CREDENTIALS_FILE = 'demo-credentials.json';
/** The same as text for people, with the enrollment codes of this start. */
export const LEAFLET_FILE = 'demo.txt';

/** @returns the secrets of an earlier start, or `undefined` when there are none or they cannot be read. */
export async function readDemoCredentials(dataDir: string): Promise<DemoCredentials | undefined> {
  try {
    return Credentials.parse(JSON.parse(await readFile(join(dataDir, CREDENTIALS_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function saveDemoCredentials(dataDir: string, credentials: DemoCredentials): Promise<void> {
  await savePrivateFile(dataDir, CREDENTIALS_FILE, `${JSON.stringify(credentials, null, 2)}\n`);
}

/** @returns the file's path. */
export function saveLeaflet(dataDir: string, text: string): Promise<string> {
  return savePrivateFile(dataDir, LEAFLET_FILE, `${text}\n`);
}
