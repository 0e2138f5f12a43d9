/// <reference path="./pg.d.ts" />
/**
 * The rule "inside a transaction use only its manager", made impossible to break quietly.
 *
 * A query through the data source while the caller's own transaction is open would take a second
 * session. The embedded database has one session, so the caller would wait for himself; on Postgres
 * the same code passes until the pool is empty, and then every caller waits for every other. So
 * both kinds of database refuse it at once, with a message that says what to write instead.
 *
 * What moves the state: `runInTransactionScope` opens a scope for the asynchronous call tree of one
 * transaction and closes it when the work ends, so work that outlives the transaction is not refused.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import type { ConnectCallback, Pool, PoolClient } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { OnePieceClient } from './one-piece-client.js';

const scopes = new AsyncLocalStorage<{ open: boolean }>();

/** Runs the body of a transaction so that {@link guardedDriver} can tell its queries from others. */
export async function runInTransactionScope<T>(work: () => Promise<T>): Promise<T> {
  const scope = { open: true };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.open = false;
  }
}

/** Leaves the scope: for work that a transaction only sets off, such as waking followers. */
export function outsideTransactionScope<T>(work: () => T): T {
  return scopes.exit(work);
}

class QueryOutsideTransaction extends Error {
  constructor() {
    super(
      'A query went to the data source while its caller has a transaction open. ' +
        'Inside a transaction use only the manager that the transaction was given.',
    );
    this.name = 'QueryOutsideTransaction';
  }
}

/**
 * A `pg` pool that refuses a second session to whoever holds one, and gives up waiting with a message.
 * @param waitMs how long a caller may wait for a free session before it fails with `session-busy`.
 */
function guardedPool(waitMs: number): typeof Pool {
  return class GuardedPool extends pg.Pool {
    constructor(options?: Record<string, unknown>) {
      super({ ...options, Client: OnePieceClient, connectionTimeoutMillis: waitMs });
    }

    override connect(): Promise<PoolClient>;
    override connect(callback: ConnectCallback): void;
    override connect(callback?: ConnectCallback): Promise<PoolClient> | void {
      if (callback) {
        if (scopes.getStore()?.open) return void process.nextTick(callback, new QueryOutsideTransaction());
        return super.connect((error, client, release) => callback(explain(error, waitMs), client, release));
      }
      if (scopes.getStore()?.open) return Promise.reject(new QueryOutsideTransaction());
      return super.connect().catch((error: unknown) => Promise.reject(explain(error as Error, waitMs)));
    }
  };
}

function explain(error: Error | undefined, waitMs: number): Error | undefined {
  if (error?.message !== 'timeout exceeded when trying to connect') return error;
  return new DatabaseUnavailable(
    'session-busy',
    `No database session came free within ${waitMs / 1000} s. Either the database is overloaded, ` +
      'or code inside a transaction queries through the data source instead of its manager.',
    { cause: error },
  );
}

/** What TypeORM gets as its `driver`: `pg` itself with the guarded pool. */
export function guardedDriver(waitMs: number): Record<string, unknown> {
  return { ...pg, Pool: guardedPool(waitMs) };
}
