/// <reference path="./pg.d.ts" />
import pg from 'pg';

/**
 * A session that does not wait for the answer to one statement before it sends the next (`pipeline`), and writes
 * all that are sent in one turn in one piece: one message to the server, and one exchange with the embedded
 * database, instead of one each. Every statement keeps its own answer, or its own error.
 */
export class OnePieceClient extends pg.Client {
  private gathering = false;

  constructor(options?: Record<string, unknown>) {
    super({ ...options, pipeline: true });
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
    return super.query(...statement);
  }
}
