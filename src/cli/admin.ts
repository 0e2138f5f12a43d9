/**
 * `npm run admin`: commands for the operator of the server: they create admins and reset boards after a restored backup.
 * With the embedded database the program must be stopped meanwhile; with Postgres it may run.
 */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { newToken } from '@curbline/access';
import { type AuditAction, NewStaff } from '@curbline/contracts/http';
import { type Database, DatabaseUnavailable, inTransaction } from '@curbline/database';
import {
  AccountStorageModule,
  adminAdded,
  AuditService,
  CredentialsService,
  PeopleService,
  SecondFactorResetService,
} from '@curbline/order-service';
import { EnvironmentInvalid, ProblemException } from '@curbline/platform';
import { renewEpochs } from '@curbline/store-log';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { withDatabase } from './with-database.js';

/** Runs work on the database. @param work gets the services of accounts, too */
function withAccounts<T>(
  work: (database: Database, accounts: INestApplicationContext) => Promise<T>,
): Promise<T> {
  return withDatabase(async (database) =>
    work(database, await NestFactory.createApplicationContext(AccountStorageModule, { logger: false })),
  );
}

/** Does one thing to an account and notes it in the audit trail, in one transaction. */
function inDatabase(
  action: AuditAction,
  work: (
    manager: EntityManager,
    now: number,
    accounts: INestApplicationContext,
  ) => Promise<{ readonly name: string }>,
): Promise<void> {
  return withAccounts((database, accounts) =>
    inTransaction(database.dataSource, async (manager) => {
      const now = Date.now();
      const { name } = await work(manager, now, accounts);
      const added = action === 'person_added' ? adminAdded(name) : {};
      const note = { storeId: null, by: null, action, subject: name, ...added };
      await accounts.get(AuditService).note(manager, note, now);
    }),
  );
}

/** Prints a generated password; one on the command line would stay in the shell's history. */
function printPassword(login: string, password: string): void {
  console.log(`login     ${login}\npassword  ${password}`);
  console.error('Shown this once. It opens /manager; POST /v1/me/password changes it.');
}

const cli = new Command('admin').description(
  'Admins, who manage every store; and a database that was restored.',
);

cli
  .command('create')
  .description('creates an admin and prints the password, once')
  .requiredOption('--login <login>', 'what they sign in with: 3 to 80 characters, such as an e-mail address')
  .option('--name <name>', 'what others see', 'Admin')
  .action(async ({ login, name }: { login: string; name: string }) => {
    const password = newToken();
    const admin = NewStaff.parse({ name, role: 'admin', login, password });
    await inDatabase('person_added', (manager, now, accounts) =>
      accounts.get(PeopleService).add(manager, null, admin, now),
    );
    printPassword(login.toLowerCase(), password);
  });

cli
  .command('new-password')
  .description('replaces the password of an admin who forgot it; their sessions end')
  .requiredOption('--login <login>', 'whose')
  .action(async ({ login }: { login: string }) => {
    const password = newToken();
    await inDatabase('password_replaced', (manager, now, accounts) =>
      accounts.get(CredentialsService).replaceAdminPassword(manager, login, password, now),
    );
    printPassword(login.toLowerCase(), password);
  });

cli
  .command('reset-mfa')
  .description(
    'removes the passkeys, app and recovery codes of a manager or admin who lost them, and notifies that person',
  )
  .requiredOption('--login <login>', 'whose')
  .action(async ({ login }: { login: string }) => {
    await inDatabase('second_factors_reset', (manager, now, accounts) =>
      accounts.get(SecondFactorResetService).resetByLogin(manager, login, now),
    );
    console.log(
      'The password alone signs in now; where REQUIRE_MFA asks for it, a new factor is set up then.',
    );
  });

cli
  .command('restored')
  .description(
    'run this once after a restored backup: every board drops what it showed and loads a new snapshot',
  )
  .action(async () => {
    const stores = await withAccounts(async ({ dataSource }, accounts) => {
      const renewed = await renewEpochs(dataSource);
      const note = { storeId: null, by: null, action: 'backup_restored', subject: '' } as const;
      await inTransaction(dataSource, (manager) =>
        accounts.get(AuditService).note(manager, note, Date.now()),
      );
      return renewed;
    });
    console.log(`The boards of ${stores} ${stores === 1 ? 'store takes' : 'stores take'} a new picture.`);
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
  const isComplete = error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  return isComplete ? error.message : String(error instanceof Error ? error.stack : error);
}

cli.parseAsync().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
