/**
 * The demonstration's secrets, made for this installation and kept where only its owner can read them, so that
 * later starts can show them again. The database holds their hashes alone.
 */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const Credentials = z.object({
  version: z.literal(1),
  /** Of the shop that sends the demo's orders. */
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
/** The same for people to read, with the codes of this start. */
export const LEAFLET_FILE = 'demo.txt';

/** @returns what an earlier start has kept, or `undefined` when there is nothing (or nothing readable). */
export async function readDemoCredentials(dataDir: string): Promise<DemoCredentials | undefined> {
  try {
    return Credentials.parse(JSON.parse(await readFile(join(dataDir, CREDENTIALS_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function keepDemoCredentials(dataDir: string, credentials: DemoCredentials): Promise<void> {
  await keepSecret(dataDir, CREDENTIALS_FILE, `${JSON.stringify(credentials, null, 2)}\n`);
}

/** @returns the file's path. */
export function keepLeaflet(dataDir: string, text: string): Promise<string> {
  return keepSecret(dataDir, LEAFLET_FILE, `${text}\n`);
}

/** Whole or not at all: written beside and moved into place, readable by its owner alone. */
async function keepSecret(dataDir: string, name: string, text: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const [file, draft] = [join(dataDir, name), join(dataDir, `.${name}.${process.pid}`)];
  await writeFile(draft, text, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
  return file;
}
