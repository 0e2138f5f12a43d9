/**
 * `npm run import`: makes and changes stores, bays and people from a file, on the server. With the embedded database the
 * program must be stopped meanwhile; with Postgres it may run.
 */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import { readFile, stat } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Command } from 'commander';
import { type ImportEnd, type ImportRow, MOST_IMPORT_BYTES } from '@curbline/contracts/http';
import { DatabaseUnavailable } from '@curbline/database';
import { type ImportFormat, ImportsService, StaffRepository } from '@curbline/order-service';
import { EnvironmentInvalid, ProblemException } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { withProgram } from './with-database.js';

/** What is wrong with the call, for the person at the terminal. */
class Misuse extends Error {}

const command = new Command('import')
  .description('Makes and changes stores, bays and people from a CSV, YAML or JSON file; see docs/import.md.')
  .argument('<file>', 'its name ends in .csv, .yaml, .yml or .json')
  .option('--dry-run', 'say what would be done, and do nothing')
  .option('--by <login>', 'the admin in whose name it is done, for the audit trail')
  .parse();
const [path = ''] = command.args;
const { dryRun = false, by: login } = command.opts<{ dryRun?: boolean; by?: string }>();

function formatOf(name: string): ImportFormat {
  if (/\.(csv|tsv|txt)$/i.test(name)) return 'csv';
  if (/\.(ya?ml|json)$/i.test(name)) return 'declared';
  throw new Misuse('The file’s name must end in .csv, .yaml, .yml or .json.');
}

async function run(): Promise<void> {
  const format = formatOf(path);
  if (!dryRun && login === undefined)
    throw new Misuse('Say in whose name: --by LOGIN of an admin, or --dry-run.');
  if ((await stat(path)).size > MOST_IMPORT_BYTES)
    throw new Misuse(`A file may have ${MOST_IMPORT_BYTES / 1024 / 1024} MB: split it.`);
  const bytes = await readFile(path);
  await withProgram('curbline-import', 'error', async (app) => {
    const admin = login === undefined ? undefined : await findAdmin(app, login);
    const imports = app.get(ImportsService, { strict: false });
    const options = { dryRun, by: admin ?? NOBODY, mayGoOn: async () => true };
    for await (const line of imports.run(await imports.read(bytes, format), options)) {
      if ('row' in line) printRow(line.row);
      if ('end' in line) printEnd(line.end);
    }
  });
}

/** Of a dry run, which notes nothing. */
const NOBODY = { staffId: '', name: '' };

async function findAdmin(app: NestFastifyApplication, name: string) {
  const { manager } = app.get(DataSource);
  const person = await app.get(StaffRepository, { strict: false }).findByLogin(manager, name.toLowerCase());
  if (person?.role !== 'admin' || person.storeId !== null) throw new Misuse(`${name} is no admin’s login.`);
  return { staffId: person.id, name: person.name };
}

function printRow({ row, name, outcome, fields, errors, warnings, secret }: ImportRow): void {
  const remarks = [...errors, ...warnings].map(({ field, message }) => `\n    ${field}: ${message.en}`);
  if (outcome === 'unchanged' && remarks.length === 0) return;
  const what = [`row ${row}`, name, outcome, fields.join(', '), secret && `first secret ${secret}`];
  console.log(what.filter(Boolean).join('  ') + remarks.join(''));
}

function printEnd({ rows, stopped }: ImportEnd): void {
  if (stopped) console.error(stopped.en);
  const { created = 0, changed = 0, unchanged = 0, refused = 0 } = rows;
  const counts = `${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused`;
  console.log(`${dryRun ? 'Dry run, nothing was done: ' : ''}${counts}`);
  if (stopped || refused > 0) process.exitCode = 1;
}

function messageOf(error: unknown): string {
  if (error instanceof ProblemException) {
    const { detail, errors = [] } = error.parts;
    const texts = [detail, ...errors.map(({ field, message }) => `${field}: ${english(message)}`)];
    return [error.message, ...texts.filter((text) => text !== undefined).map(english)].join('\n  ');
  }
  const isComplete =
    error instanceof Misuse || error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  if (isComplete) return error.message;
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isMissing ? `There is no file ${path}.` : String(error instanceof Error ? error.stack : error);
}
const english = (text: string | { readonly en: string }): string =>
  typeof text === 'string' ? text : text.en;

run().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
