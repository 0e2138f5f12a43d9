/**
 * An in-process "socket" between `pg` and PGlite, given to `pg` as its documented `stream` option. What the client writes
 * is Postgres' wire protocol, PGlite answers it (`execProtocolRaw`), and the client reads the answer. So the embedded
 * database behaves to the last type and error code like a server behind `pg`.
 *
 * PGlite has one session, so there is one stream at a time (a pool of one). All that is written in one turn of the event
 * loop goes to PGlite in one exchange, after that turn: PGlite computes on this thread, and without the pause a long
 * queue of queries would starve every socket and timer of the process.
 */
import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';
import { withoutSurplusReady } from './surplus-ready.js';

type Done = (error?: Error | null) => void;

export class PgliteStream extends Duplex {
  private written: Buffer[] = [];
  private exchanging = false;

  constructor(private readonly pglite: PGlite) {
    super({ allowHalfOpen: false });
  }

  /** `pg` calls these on a socket; there is nothing to connect. */
  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.gather([chunk], done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.gather(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  private gather(chunks: Buffer[], done: Done): void {
    this.written.push(...chunks);
    if (!this.exchanging) {
      this.exchanging = true;
      setImmediate(() => void this.exchange());
    }
    done();
  }

  private async exchange(): Promise<void> {
    const message = Buffer.concat(this.written);
    this.written = [];
    try {
      if (this.pglite.closed) throw new Error('the embedded database is closed');
      const answer = await this.pglite.execProtocolRaw(message, { syncToFs: false });
      if (answer.length > 0) this.push(withoutSurplusReady(answer));
    } catch (error) {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.exchanging = this.written.length > 0;
    if (this.exchanging) setImmediate(() => void this.exchange());
  }
}
