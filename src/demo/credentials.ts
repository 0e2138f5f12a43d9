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

const FILE = 'demo-credentials.json';

/** @returns what an earlier start has kept, or `undefined` when there is nothing (or nothing readable). */
export async function readDemoCredentials(dataDir: string): Promise<DemoCredentials | undefined> {
  try {
    return Credentials.parse(JSON.parse(await readFile(join(dataDir, FILE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whole or not at all: written beside and moved into place, readable by its owner alone. */
export async function keepDemoCredentials(dataDir: string, credentials: DemoCredentials): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const [file, draft] = [join(dataDir, FILE), join(dataDir, `.${FILE}.${process.pid}`)];
  await writeFile(draft, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}
