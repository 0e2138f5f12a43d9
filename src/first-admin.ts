/** The one-time address that makes the first admin, for whoever started the program. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FirstAdminService } from '@curbline/order-service';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { savePrivateFile } from './private-file.js';

const FILE = 'first-admin.txt';

/** @returns undefined when this installation has an admin. @param publicUrl without a slash at the end */
export async function firstAdminAddress(
  app: NestFastifyApplication,
  publicUrl: string,
): Promise<string | undefined> {
  const invitation = await app.get(FirstAdminService, { strict: false }).invite();
  return invitation && `${publicUrl}/manager#first-admin=${invitation}`;
}

/**
 * What the terminal says. A person at a terminal gets the address itself; output that goes elsewhere may be stored in
 * logs, so there the address is in a file that only its owner can read.
 * @param address undefined removes the file of an earlier start
 */
export async function firstAdminLines(
  dataDir: string,
  address: string | undefined,
  atTerminal: boolean,
): Promise<string[]> {
  if (address === undefined || atTerminal) await rm(join(dataDir, FILE), { force: true });
  if (address === undefined) return [];
  const lines = [
    '',
    'Nobody can sign in yet. Within a day, whoever opens this address becomes the first admin:',
  ];
  if (atTerminal) return [...lines, `  ${address}`];
  return [...lines, `  cat ${await savePrivateFile(dataDir, FILE, `${address}\n`)}`];
}
