/**
 * Transactions as Curbline uses them: short, retried when the database asks for it, and never
 * querying past their own manager (session-guard.ts refuses that).
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { outsideTransactionScope, runInTransactionScope } from './session-guard.js';
import { sqlStateOf } from './sql-state.js';

export interface TransactionOptions {
  /** How often the work may run in all, when Postgres reports a serialization failure or deadlock. Default 5. */
  attempts?: number;
}

/** serialization_failure, deadlock_detected: Postgres undid the transaction and invites a retry. */
const RETRIED = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 * `work` may run several times, so it must not have effects outside the database.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
  { attempts = 5 }: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // READ COMMITTED, as the database has it by default: to say so would cost a round trip each time.
      return await dataSource.transaction((manager) => runInTransactionScope(() => work(manager)));
    } catch (error) {
      if (attempt >= attempts || !RETRIED.has(sqlStateOf(error) ?? '')) throw error;
      // Jitter, so that two who met do not meet again in step.
      await sleep(randomInt(5, 10) * 2 ** attempt);
    }
  }
}

/**
 * Reads from one moment: every query of `read` sees the same committed state (REPEATABLE READ), and
 * a write in it is an error (READ ONLY).
 */
export async function readSnapshot<T>(
  dataSource: DataSource,
  read: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return inTransaction(dataSource, async (manager) => {
    await manager.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return read(manager);
  });
}

/** Sets off work that the open transaction does not wait for; it may use the data source freely. */
export function detached<T>(work: () => T): T {
  return outsideTransactionScope(work);
}
