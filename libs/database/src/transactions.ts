/**
 * Transactions as Curbline uses them: short, retried when the database asks for it, and never
 * querying past their own manager (session-guard.ts refuses that).
 *
 * A transaction costs as many round trips as `work` waits for answers, plus one for the commit: `START TRANSACTION`
 * goes along with the first statement; queries begun before the first is awaited go together; and what was sent
 * with {@link ahead} goes along with the next statement, the last of them with `COMMIT`. Statements reach the
 * database in the order in which they were sent, always.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { outsideTransactionScope, runInTransactionScope } from './session-guard.js';
import { sqlStateOf } from './sql-state.js';
import { TransactionSession } from './transaction-session.js';

export interface TransactionOptions {
  /** How often the work may run in all, when Postgres reports a serialization failure or deadlock. Default 5. */
  attempts?: number;
}

/** serialization_failure, deadlock_detected: Postgres undid the transaction and invites a retry. */
const RETRIED = new Set(['40001', '40P01']);

const sessions = new WeakMap<EntityManager, TransactionSession>();

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
  return begun(dataSource, 'START TRANSACTION', work, options);
}

/**
 * Reads from one moment: every query of `read` sees the same committed state (REPEATABLE READ), and
 * a write in it is an error (READ ONLY).
 */
export async function readSnapshot<T>(
  dataSource: DataSource,
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return begun(dataSource, 'START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY', read, {});
}

/**
 * Sends a statement of the open transaction whose answer nobody waits for. If it fails, the commit fails with its
 * error and nothing of the transaction is done. So it must be a statement that is right whatever it answers.
 * @param manager the one that {@link inTransaction} gave.
 */
export function ahead(manager: EntityManager, sql: string, parameters?: readonly unknown[]): void {
  const session = sessions.get(manager);
  if (!session) throw new Error('ahead() needs the manager of a transaction of inTransaction()');
  session.ahead(sql, parameters);
}

/** Sets off work that the open transaction does not wait for; it may use the data source freely. */
export function detached<T>(work: () => T): T {
  return outsideTransactionScope(work);
}

async function begun<T>(
  dataSource: DataSource,
  begin: string,
  work: (manager: EntityManager) => Promise<T>,
  { attempts = 5 }: TransactionOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(dataSource, begin, work);
    } catch (error) {
      if (attempt >= attempts || !RETRIED.has(sqlStateOf(error) ?? '')) throw error;
      // Jitter, so that two who met do not meet again in step.
      await sleep(randomInt(5, 10) * 2 ** attempt);
    }
  }
}

async function once<T>(
  dataSource: DataSource,
  begin: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const { manager } = runner;
  try {
    const session = new TransactionSession((await runner.connect()) as PoolClient);
    sessions.set(manager, session);
    // TypeORM's own way waits for the answer to each step of the way to the session.
    manager.query = (sql: string, parameters?: unknown[]) => session.query(sql, parameters);
    // Its own count of what is open: a transaction inside this one is a savepoint.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    session.ahead(begin);
    try {
      const result = await runInTransactionScope(() => work(manager));
      await session.commit();
      return result;
    } catch (error) {
      throw await session.rollBack(error);
    }
  } finally {
    await runner.release();
  }
}
