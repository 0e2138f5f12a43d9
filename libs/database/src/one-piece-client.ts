/// <reference path="./pg.d.ts" />
import pg from 'pg';

/** Each holds some ten kB of the database's memory. */
const MOST_PREPARED = 300;

/**
 * A session that does not wait for the answer to one statement before it sends the next (`pipeline`), and writes
 * all that are sent in one turn in one piece: one message to the server, and one exchange with the embedded
 * database, instead of one each. Every statement keeps its own answer, or its own error.
 *
 * With `prepares: true` a statement with parameters is parsed and planned once for the session and not at each call,
 * which is most of what a small one costs the embedded database. Not for a server: a pooler in front of it may give
 * each transaction another session.
 */
export class OnePieceClient extends pg.Client {
  private gathering = false;
  private readonly prepares: boolean;
  /** The names of prepared statements, by their text. */
  private readonly names = new Map<string, string>();

  constructor(options?: Record<string, unknown>) {
    super({ ...options, pipeline: true });
    this.prepares = options?.['prepares'] === true;
  }

  override query(...statement: unknown[]): unknown {
    if (!this.gathering) {
      const { stream } = this.connection;
      this.gathering = true;
      stream.cork();
      // After all promises that are settled by now: what they send is of the same piece.
      process.nextTick(() => {
        this.gathering = false;
        stream.uncork();
      });
    }
    return super.query(...(this.prepares ? this.named(statement) : statement));
  }

  /** Texts are written by hand and few; of a text that is put together, only the first some hundred are prepared. */
  private named([text, values, ...more]: unknown[]): unknown[] {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return [text, values, ...more];
    let name = this.names.get(text);
    if (name === undefined && this.names.size < MOST_PREPARED) {
      this.names.set(text, (name = `s${this.names.size}`));
    }
    return [{ text, values, ...(name !== undefined && { name }) }, ...more];
  }
}
