/** One direction of a connection through a fault proxy: bytes in order, late, slowly or in pieces. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'node:net';

/** What a line does to bytes that pass; nothing set, nothing done. */
export interface Shape {
  /** Every byte comes so much later, ms. */
  readonly latencyMs?: number;
  /** And by chance up to so much more; order is kept. */
  readonly jitterMs?: number;
  readonly bytesPerS?: number;
  /** Cut into pieces of at most so many bytes, with a pause after each. */
  readonly sliceBytes?: number;
  readonly slicePauseMs?: number;
  /** How long the other side learns nothing of a close. */
  readonly slowCloseMs?: number;
}

/** The connection as the flows see it; it may change while bytes are under way. */
export interface ProxiedConnection {
  readonly shape: Shape;
  /** While it hangs, a promise of its end. */
  readonly hanging: Promise<void> | undefined;
}

interface Piece {
  readonly bytes: Buffer;
  readonly dueAt: number;
}

const MOST_WAITING_BYTES = 1024 * 1024;

export class Flow {
  private readonly pieces: Piece[] = [];
  private waitingBytes = 0;
  private ended = false;
  private muted = false;
  private running = false;
  private lastDueAt = 0;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
    private readonly line: ProxiedConnection,
  ) {
    from.on('data', (bytes: Buffer) => this.take(bytes));
    from.on('end', () => {
      this.ended = true;
      this.run();
    });
  }

  /** Nothing passes any more, for good; nobody is told. */
  mute(): void {
    this.muted = true;
    this.from.pause();
  }

  private take(bytes: Buffer): void {
    const { latencyMs = 0, jitterMs = 0, sliceBytes = bytes.length } = this.line.shape;
    const dueAt = performance.now() + latencyMs + Math.random() * jitterMs;
    this.lastDueAt = Math.max(this.lastDueAt, dueAt);
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      this.pieces.push({ bytes: bytes.subarray(at, at + sliceBytes), dueAt: this.lastDueAt });
    }
    this.waitingBytes += bytes.length;
    if (this.waitingBytes > MOST_WAITING_BYTES) this.from.pause();
    this.run();
  }

  private run(): void {
    if (this.running) return;
    this.running = true;
    void this.pass().finally(() => (this.running = false));
  }

  private async pass(): Promise<void> {
    for (let piece = this.pieces.shift(); piece; piece = this.pieces.shift()) {
      const { bytesPerS, slicePauseMs = 0 } = this.line.shape;
      const late = piece.dueAt - performance.now();
      const slow = bytesPerS === undefined ? 0 : (piece.bytes.length / bytesPerS) * 1000;
      const waitMs = Math.max(0, late) + slow + slicePauseMs;
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
      await this.line.hanging;
      if (this.muted || this.to.destroyed) return;
      this.waitingBytes -= piece.bytes.length;
      if (!this.to.write(piece.bytes)) await drained(this.to);
      if (this.waitingBytes <= MOST_WAITING_BYTES && !this.muted) this.from.resume();
    }
    if (!this.ended || this.muted) return;
    const { slowCloseMs = 0 } = this.line.shape;
    if (slowCloseMs > 0) await sleep(slowCloseMs, undefined, { ref: false });
    await this.line.hanging;
    this.to.end();
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      socket.off('drain', settle).off('close', settle);
      resolve();
    };
    socket.once('drain', settle).once('close', settle);
  });
}
