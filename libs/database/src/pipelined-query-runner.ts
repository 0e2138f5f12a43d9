/**
 * TypeORM's query runner for one transaction whose statements do not wait for each other's answers. Each is sent when it
 * is called, in the order of the calls; `pg` sends it at once because its pool is in pipeline mode (guarded-pool.ts).
 *
 * TypeORM's own runner waits for the answer to `START TRANSACTION` and to each step before it sends the next, which would
 * double the round trips of a change. Nested transactions are TypeORM's own savepoints. See ADR 18.
 */
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner.js';
import { QueryResult } from 'typeorm/query-runner/QueryResult.js';
import { sqlStateOf } from './sql-state.js';

/** in_failed_sql_transaction: an earlier statement failed, and its error is the one that explains why. */
const ALREADY_FAILED = '25P02';

export class PipelinedQueryRunner extends PostgresQueryRunner {
  override readonly manager: EntityManager;
  /** Pipelined statements; the commit waits for their results. */
  private readonly unanswered: Promise<unknown>[] = [];
  private client: PoolClient | undefined;
  /** Set when it is sent; later statements are refused, since the session may serve another transaction. */
  private ended: 'COMMIT' | 'ROLLBACK' | undefined;

  constructor(dataSource: DataSource) {
    super(dataSource.driver as PostgresDriver, 'master');
    this.manager = dataSource.createEntityManager(this);
  }

  /** @param statement `START TRANSACTION` with its mode; sent without waiting for the answer */
  async begin(statement: string): Promise<void> {
    this.client = (await this.connect()) as PoolClient;
    this.isTransactionActive = true;
    this.transactionDepth = 1;
    this.pipeline(statement);
  }

  /** @returns rows, or rows and their number for an UPDATE or DELETE, as TypeORM's own */
  override query<T>(sql: string, parameters?: unknown[], useStructuredResult?: false): Promise<T>;
  override query(
    sql: string,
    parameters: unknown[] | undefined,
    useStructuredResult: true,
  ): Promise<QueryResult>;
  override async query(sql: string, parameters?: unknown[], useStructuredResult = false): Promise<unknown> {
    const { command, rows, rowCount } = await this.openClient().query(sql, parameters);
    const raw = command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows;
    if (!useStructuredResult) return raw;
    return Object.assign(new QueryResult(), { raw, records: rows, affected: rowCount ?? undefined });
  }

  /** Sends a statement without waiting for its result. */
  pipeline(sql: string, parameters?: readonly unknown[]): void {
    const answer = this.openClient().query(sql, parameters?.map(serialized));
    // The commit or rollback reports the failure.
    answer.catch(() => {});
    this.unanswered.push(answer);
  }

  /**
   * Once a statement has failed the database refuses all that follow, `COMMIT` included, and undoes everything.
   * @throws the error of the first pipelined statement that failed
   */
  async commit(): Promise<void> {
    const client = this.openClient();
    this.ended = 'COMMIT';
    const committed = client.query(this.ended);
    await Promise.allSettled([...this.unanswered, committed]);
    await Promise.all(this.unanswered);
    const { command } = await committed;
    if (command !== 'COMMIT')
      throw new Error('the database rolled the transaction back because one of its statements failed');
  }

  /** @returns the error to throw: the one that came first */
  async rollBack(error: unknown): Promise<unknown> {
    // A commit that failed has undone everything already.
    if (!this.ended) {
      const client = this.openClient();
      this.ended = 'ROLLBACK';
      await client.query(this.ended).catch(() => {});
    }
    if (sqlStateOf(error) !== ALREADY_FAILED) return error;
    const failed = (await Promise.allSettled(this.unanswered)).find(({ status }) => status === 'rejected');
    return failed?.status === 'rejected' ? failed.reason : error;
  }

  private openClient(): PoolClient {
    if (this.ended) throw new Error(`a statement came after the ${this.ended} of its transaction`);
    if (!this.client) throw new Error('begin() comes before the statements of a transaction');
    return this.client;
  }
}

/**
 * A value as `pg` would write it, written now: one that cannot be written throws here, at its caller. Later it would fail
 * before it reaches the database, which would then commit the rest of the transaction without it.
 */
function serialized(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  const text = JSON.stringify(value);
  // A list becomes a list of Postgres, which `pg` writes; that it can be written was found just now.
  return Array.isArray(value) ? value : text;
}
