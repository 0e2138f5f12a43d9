/**
 * Enforces the rule "inside a transaction use only its manager".
 *
 * A query through the data source while the caller's own transaction is open would take a second session. The embedded
 * database has one session, so the caller would wait for itself; on Postgres the same code passes until the pool is
 * empty, and then every caller waits for every other. Both kinds of database refuse it at once, with a message that
 * says what to write instead.
 *
 * `runInTransactionScope` opens a scope for the asynchronous call tree of one transaction and closes it when the work
 * ends, so work that outlives the transaction is not refused.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';

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

/** Leaves the scope, for work that a transaction starts and does not wait for, such as waking followers. */
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

type ConnectCallback = Parameters<InstanceType<typeof pg.Pool>['connect']>[0];

/**
 * What TypeORM gets as its `driver`: `pg` with a pool that refuses a second session to whoever holds one.
 * @param waitMs how long a caller may wait for a free session before it fails with `session-busy`
 */
export function guardedDriver(waitMs: number): Record<string, unknown> {
  class GuardedPool extends pg.Pool {
    constructor(options?: pg.PoolConfig) {
      super({ ...options, pipeline: true, connectionTimeoutMillis: waitMs });
    }

    override connect(): Promise<pg.PoolClient>;
    override connect(callback: ConnectCallback): void;
    override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
      const refused = scopes.getStore()?.open ? new QueryOutsideTransaction() : undefined;
      if (callback) {
        if (refused) return void process.nextTick(callback, refused);
        return super.connect((error, client, release) => callback(explain(error, waitMs), client, release));
      }
      if (refused) return Promise.reject(refused);
      return super.connect().catch((error: unknown) => Promise.reject(explain(error as Error, waitMs)));
    }
  }
  return { ...pg, Pool: GuardedPool };
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
