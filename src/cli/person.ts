/**
 * `npm run person`: what a customer may ask of the operator: a copy of what is stored on them, and to be forgotten. With
 * the embedded database the program must be stopped meanwhile; with Postgres it may run.
 */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { OrderId } from '@curbline/contracts/ids';
import type { PersonQuery } from '@curbline/contracts/http';
import { DatabaseUnavailable } from '@curbline/database';
import { PersonalDataService } from '@curbline/order-service';
import { EnvironmentInvalid, ProblemException } from '@curbline/platform';
import { withProgram } from './with-database.js';

const WHOM =
  'a phone number such as +33612345678, an e-mail address, or the id of an order; asked for if not given';

const program = new Command('person').description(
  'Gives what is stored on a customer, or forgets them; see docs/privacy.md.',
);
program
  .command('export')
  .description('Prints everything that is stored on a customer as JSON.')
  .argument('[whom]', WHOM)
  .action((whom?: string) =>
    inProgram(whom, async (data, query) => {
      const found = await data.export(query, null);
      console.log(JSON.stringify(found, null, 2));
      console.error(`Orders: ${found.orders.length}`);
    }),
  );
program
  .command('erase')
  .description('Forgets a customer: their orders no longer say whose they were.')
  .argument('[whom]', WHOM)
  .action((whom?: string) =>
    inProgram(whom, async (data, query) => {
      const { orders } = await data.erase(query, null);
      console.error(`Orders that no longer say whose they were: ${orders}`);
    }),
  );

async function inProgram(
  whom: string | undefined,
  work: (data: PersonalDataService, query: PersonQuery) => Promise<void>,
): Promise<void> {
  const query = queryOf(whom ?? (await asked()));
  await withProgram('curbline-person', 'error', (app) =>
    work(app.get(PersonalDataService, { strict: false }), query),
  );
}

/** Typed in rather than written into the command, an address does not stay in the shell's history. */
async function asked(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question('Phone number, e-mail address or order id: ');
  } finally {
    lines.close();
  }
}

function queryOf(typed: string): PersonQuery {
  const whom = typed.trim();
  if (OrderId.safeParse(whom).success) return { orderId: whom };
  return whom.includes('@') ? { email: whom } : { phone: whom };
}

function messageOf(error: unknown): string {
  if (error instanceof ProblemException) {
    const texts = (error.parts.errors ?? []).map(({ field, message }) => `${field}: ${english(message)}`);
    return [error.message, ...texts].join('\n  ');
  }
  if (error instanceof EnvironmentInvalid || error instanceof DatabaseUnavailable) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const english = (text: string | { readonly en: string }): string =>
  typeof text === 'string' ? text : text.en;

try {
  await program.parseAsync();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
