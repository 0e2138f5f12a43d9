/**
 * Short transactions, which are retried after serialization failures and query only through their own manager
 * (guarded-pool.ts refuses anything else).
 *
 * A transaction costs one round trip for each time that `work` waits for an answer, and one for the commit. Statements
 * reach the database in the order in which they were sent, always: `START TRANSACTION` goes with the first of them,
 * queries begun before the first is awaited go together, and {@link pipeline} sends one without waiting at all.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { outsideTransactionScope, runInTransactionScope } from './guarded-pool.js';
import { PipelinedQueryRunner } from './pipelined-query-runner.js';
import { sqlStateOf } from './sql-state.js';

export interface TransactionOptions {
  /** How often the work may run in all, when Postgres reports a serialization failure or deadlock. Default 5. */
  attempts?: number;
}

/** serialization_failure, deadlock_detected: Postgres rolled the transaction back, and a retry may succeed. */
const RETRIED = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 * `work` may run several times, so it must not have effects outside the database.
 */
export function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  // READ COMMITTED, as the database has it by default.
  return runWithRetries(dataSource, 'START TRANSACTION', work, options);
}

/**
 * Runs reads in one transaction: every query of `read` sees the same committed state (REPEATABLE READ), and a write is
 * an error (READ ONLY).
 */
export async function readSnapshot<T>(
  dataSource: DataSource,
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return runWithRetries(dataSource, 'START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY', read, {});
}

/**
 * Sends a statement of the open transaction without waiting for its result. If it fails, the commit fails with its error
 * and the transaction is rolled back. Use it for statements whose result is not needed.
 * @param manager the one that {@link inTransaction} gave
 */
export function pipeline(manager: EntityManager, sql: string, parameters?: readonly unknown[]): void {
  const { queryRunner } = manager;
  if (!(queryRunner instanceof PipelinedQueryRunner))
    throw new Error('pipeline() needs the manager of a transaction of inTransaction()');
  queryRunner.pipeline(sql, parameters);
}

/** Starts work that the open transaction does not wait for; the work may use the data source. */
export function detached<T>(work: () => T): T {
  return outsideTransactionScope(work);
}

async function runWithRetries<T>(
  dataSource: DataSource,
  begin: string,
  work: (manager: EntityManager) => Promise<T>,
  { attempts = 5 }: TransactionOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(dataSource, begin, work);
    } catch (error) {
      if (attempt >= attempts || !RETRIED.has(sqlStateOf(error) ?? '')) throw error;
      // A random pause, so that two conflicting transactions do not conflict again.
      await sleep(randomInt(5, 10) * 2 ** attempt);
    }
  }
}

async function runOnce<T>(
  dataSource: DataSource,
  begin: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = new PipelinedQueryRunner(dataSource);
  try {
    await runner.begin(begin);
    try {
      const result = await runInTransactionScope(() => work(runner.manager));
      await runner.commit();
      return result;
    } catch (error) {
      throw await runner.rollBack(error);
    }
  } finally {
    await runner.release();
  }
}
