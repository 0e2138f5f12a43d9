/**
 * One open line, admitted or not, from its first packet to its last:
 *
 *   opened ──hello accepted──► admitted
 *      └──four packets, or five seconds──► cut         └──too many packets, or what it does not read piles up──► cut
 *
 * To cut is not to close: a close waits for the other side's word and reads what it sends meanwhile, and a hostile
 * sender gives no word. What is cut is gone in the same tick, and nothing more of it is read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeWithin, type EngineConnection, type WebSocketConnection } from './engine-io.js';
import { LineBudget } from './line-budget.js';

/** A hello comes with the first round trip; our own pages give up after eight seconds for the whole way. */
export const ADMITTED_WITHIN_MS = 5_000;
/** What a line holds that it was sent and has not read, bytes: some thousand events. */
export const MOST_WAITING_BYTES = 1024 * 1024;
/** A catch-up goes on when no more than this waits, bytes. */
const READ_ENOUGH_BYTES = 128 * 1024;
const READS_WITHIN_MS = 10_000;
/** How long a refusal may take to reach the other side. */
const REFUSED_WITHIN_MS = 1_000;

export class BoardLine {
  private readonly budget = new LineBudget();
  private readonly webSocket: WebSocketConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Characters given to engine.io and not yet to the transport. */
  private queued = 0;
  isAdmitted = false;
  isOpen = true;

  /** @param onClose when it has closed, for whatever reason */
  constructor(
    private readonly connection: EngineConnection,
    onClose: () => void,
  ) {
    const spend = (): void => {
      if (!this.budget.spend(performance.now())) this.cut();
    };
    this.webSocket = connection.transport.name === 'websocket' ? connection.transport.socket : undefined;
    // A polled line waits for the next poll with its farewell; not for half a minute.
    if (!this.webSocket) closeWithin(connection, REFUSED_WITHIN_MS);
    this.webSocket?.on('ping', spend);
    this.webSocket?.on('pong', spend);
    connection.on('packet', spend);
    connection.on('packetCreate', ({ data }) => this.queue(typeof data === 'string' ? data.length : 0));
    connection.on('flush', () => (this.queued = 0));
    connection.once('close', () => {
      this.isOpen = false;
      clearTimeout(this.timer);
      onClose();
    });
    this.timer = setTimeout(() => this.cut(), ADMITTED_WITHIN_MS).unref();
  }

  admit(): void {
    if (!this.isOpen || this.isAdmitted) return;
    this.isAdmitted = true;
    clearTimeout(this.timer);
    this.budget.admit(performance.now());
  }

  /** The hello was refused: the line ends as soon as that is told. Whoever was admitted before stays. */
  refuse(): void {
    if (this.isAdmitted || !this.isOpen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.cut(), REFUSED_WITHIN_MS).unref();
    // The refusal is written in the next tick.
    setImmediate(() => this.connection.close());
  }

  cut(): void {
    if (!this.isOpen) return;
    for (const event of ['message', 'ping', 'pong'] as const) this.webSocket?.removeAllListeners(event);
    this.connection.close(true);
    this.webSocket?.terminate();
  }

  /** Bytes, about, that were sent and not read. */
  get waiting(): number {
    return this.queued + (this.webSocket?.bufferedAmount ?? 0);
  }

  /** Resolves when most of what was sent has been read, or the line is gone; one that does not read is cut. */
  async drained(): Promise<void> {
    for (const until = performance.now() + READS_WITHIN_MS; this.isOpen; await sleep(20)) {
      if (this.waiting <= READ_ENOUGH_BYTES) return;
      if (performance.now() > until) return this.cut();
    }
  }

  private queue(length: number): void {
    this.queued += length;
    if (this.waiting > MOST_WAITING_BYTES) this.cut();
  }
}
