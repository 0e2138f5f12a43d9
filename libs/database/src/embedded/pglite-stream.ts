/**
 * An in-process "socket" between `pg` and PGlite: what the client writes is Postgres wire protocol,
 * PGlite answers it, and the answer is what the client reads. So the embedded database behaves to
 * the last type and error code like a server behind `pg`: there is no second set of conversions.
 *
 * PGlite is one backend with one session, hence one stream at a time (a pool of one). Each exchange
 * waits for one turn of the event loop first: PGlite computes on this thread, and without the pause
 * a long queue of queries would starve every socket and timer of the process.
 */
import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';
import { withoutSurplusReady } from './surplus-ready.js';

type Done = (error?: Error | null) => void;

export class PgliteStream extends Duplex {
  constructor(private readonly pglite: PGlite) {
    super({ allowHalfOpen: false });
  }

  /** `pg` treats us as a socket; there is nothing to dial. */
  connect(): void {
    process.nextTick(() => this.emit('connect'));
  }
  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.exchange(chunk, done);
  }

  /** `pg` corks a whole extended query (parse … sync), and ours several: they must reach the backend in one piece. */
  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.exchange(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  override _final(done: Done): void {
    this.push(null);
    done();
  }

  private exchange(message: Buffer, done: Done): void {
    setImmediate(() => {
      if (this.pglite.closed) return done(new Error('the embedded database is closed'));
      this.pglite.execProtocolRaw(message, { syncToFs: false }).then(
        (answer) => {
          if (answer.length > 0) this.push(withoutSurplusReady(answer));
          done();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
}
