/**
 * `npm run admin`: what only whoever holds the server may do: make admins, and end what a restored backup leaves
 * behind on screens. On the embedded database the program has to be stopped meanwhile; on Postgres it may run.
 */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import { Command } from 'commander';
import { newToken } from '@curbline/access';
import { NewStaff } from '@curbline/contracts/http';
import { DatabaseUnavailable, inTransaction, openDatabase } from '@curbline/database';
import { createStaff, replaceAdminPassword, resetAdminSecondFactors } from '@curbline/order-service';
import { EnvironmentInvalid, ProblemException } from '@curbline/platform';
import { renewEpochs } from '@curbline/store-log';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { migrateAll } from '../compose.js';
import { readCurblineEnvironment } from '../env.js';

/** Does one thing in one transaction on a migrated database. */
async function inDatabase<T>(work: (manager: EntityManager, now: number) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = readCurblineEnvironment();
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : {}),
    dataDir,
    onProgress: (line) => console.error(line),
  });
  try {
    await migrateAll(database);
    return await inTransaction(database.dataSource, (manager) => work(manager, Date.now()));
  } finally {
    await database.close();
  }
}

/** Made here, since a password in a command line stays in the shell's history. */
function tell(login: string, password: string): void {
  console.log(`login     ${login}\npassword  ${password}`);
  console.error('Shown this once. It opens /manager; POST /v1/me/password changes it.');
}

const cli = new Command('admin').description(
  'Admins, who manage every store; and a database that was restored.',
);

cli
  .command('create')
  .description('makes an admin and tells the password, once')
  .requiredOption('--login <login>', 'what they sign in with: 3 to 80 characters, such as an e-mail address')
  .option('--name <name>', 'what others see', 'Admin')
  .action(async ({ login, name }: { login: string; name: string }) => {
    const password = newToken();
    const admin = NewStaff.parse({ name, role: 'admin', login, password });
    await inDatabase((manager, now) => createStaff(manager, null, admin, now));
    tell(login.toLowerCase(), password);
  });

cli
  .command('new-password')
  .description('replaces the password of an admin who forgot it; their sessions end')
  .requiredOption('--login <login>', 'whose')
  .action(async ({ login }: { login: string }) => {
    const password = newToken();
    await inDatabase((manager, now) => replaceAdminPassword(manager, login, password, now));
    tell(login.toLowerCase(), password);
  });

cli
  .command('reset-mfa')
  .description(
    'takes the passkeys, app and recovery codes of a manager or admin who lost them away; they are told',
  )
  .requiredOption('--login <login>', 'whose')
  .action(async ({ login }: { login: string }) => {
    await inDatabase((manager, now) => resetAdminSecondFactors(manager, login, now));
    console.log(
      'The password alone signs in now; where REQUIRE_MFA asks for it, a new factor is set up then.',
    );
  });

cli
  .command('restored')
  .description(
    'to be run once after a backup was restored: every board forgets what it showed, and starts anew',
  )
  .action(async () => {
    const { databaseUrl, dataDir } = readCurblineEnvironment();
    const database = await openDatabase({ ...(databaseUrl ? { url: databaseUrl } : {}), dataDir });
    try {
      await migrateAll(database);
      const stores = await renewEpochs(database.dataSource);
      console.log(`The boards of ${stores} ${stores === 1 ? 'store takes' : 'stores take'} a new picture.`);
    } finally {
      await database.close();
    }
  });

function messageOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof ProblemException) {
    if (error.code === 'not-found') return 'Nobody has this login.';
    const faults = error.parts.errors?.map(({ message }) =>
      typeof message === 'string' ? message : message.en,
    );
    return [error.message, ...(faults ?? [])].join(': ');
  }
  const told = error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  return told ? error.message : String(error instanceof Error ? error.stack : error);
}

cli.parseAsync().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
