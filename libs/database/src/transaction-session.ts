/// <reference path="./pg.d.ts" />
import type { Answer, PoolClient } from 'pg';
import { sqlStateOf } from './sql-state.js';

/** in_failed_sql_transaction: an earlier statement failed, and its error is the one that tells why. */
const ALREADY_FAILED = '25P02';

/**
 * The statements of one transaction on one session. Each is on its way when it was sent, in the order of the calls.
 *
 * State: open until `COMMIT` or `ROLLBACK` is sent; from then on nothing is taken, since the session is another's
 * soon. `unanswered` are the statements that nobody waits for; the commit waits for them. Once one has failed the
 * database refuses all that follow, `COMMIT` included, which then undoes everything.
 */
export class TransactionSession {
  private readonly unanswered: Promise<Answer>[] = [];
  private ended: 'COMMIT' | 'ROLLBACK' | undefined;

  constructor(private readonly client: PoolClient) {}

  /** Answers as TypeORM's `query` does: rows, or rows and their number for an UPDATE or DELETE. */
  async query<T>(sql: string, parameters?: readonly unknown[]): Promise<T> {
    this.requireOpen();
    const { command, rows, rowCount } = await this.client.query(sql, parameters);
    return (command === 'UPDATE' || command === 'DELETE' ? [rows, rowCount] : rows) as T;
  }

  ahead(sql: string, parameters?: readonly unknown[]): void {
    this.requireOpen();
    const answer = this.client.query(sql, parameters?.map(written));
    // Its failure is found by whoever ends the transaction.
    answer.catch(() => {});
    this.unanswered.push(answer);
  }

  /** @throws the error of the first statement sent ahead that failed; then nothing was done. */
  async commit(): Promise<void> {
    const committed = this.client.query((this.ended = 'COMMIT'));
    await Promise.allSettled([...this.unanswered, committed]);
    await Promise.all(this.unanswered);
    const { command } = await committed;
    if (command !== 'COMMIT')
      throw new Error('the database undid the transaction: one of its statements had failed');
  }

  /** @returns what is to be thrown: the error that came first. */
  async rollBack(error: unknown): Promise<unknown> {
    // A commit that failed has undone everything already.
    if (!this.ended) await this.client.query((this.ended = 'ROLLBACK')).catch(() => {});
    if (sqlStateOf(error) !== ALREADY_FAILED) return error;
    const failed = (await Promise.allSettled(this.unanswered)).find(({ status }) => status === 'rejected');
    return failed?.status === 'rejected' ? failed.reason : error;
  }

  private requireOpen(): void {
    if (this.ended) throw new Error(`a statement came after the ${this.ended} of its transaction`);
  }
}

/**
 * A value as `pg` would write it, written now: one that cannot be written throws here, at its caller. On its way it
 * would fail before it reaches the database, which would then commit the rest without it.
 */
function written(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  const text = JSON.stringify(value);
  // A list becomes a list of Postgres; `pg` writes that, of what has just been found writable.
  return Array.isArray(value) ? value : text;
}
