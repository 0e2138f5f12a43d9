/**
 * One open connection from its first packet to its last:
 *
 *   opened ──hello accepted──► admitted
 *      └──four packets, or five seconds──► cut         └──too many packets, or too many unread bytes──► cut
 *
 * `cut` differs from a close, which waits for the other side's close frame and reads what it sends meanwhile; a hostile
 * sender never sends one. A connection that is cut ends in the same tick, and nothing more of it is read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeWithin, type EngineConnection, type WebSocketConnection } from './engine-io.js';
import { PacketLimit } from './packet-limit.js';

/** A hello comes with the first round trip; our pages give up a connection attempt after eight seconds. */
export const ADMISSION_TIMEOUT_MS = 5_000;
/** The most bytes that were sent on a connection and not read: some thousand events. */
export const MAX_UNREAD_BYTES = 1024 * 1024;
/** A catch-up continues when no more bytes than this are unread. */
const DRAINED_BYTES = 128 * 1024;
const DRAIN_TIMEOUT_MS = 10_000;
/** How long a refusal may take to reach the other side. */
const CLOSE_TIMEOUT_MS = 1_000;

export class BoardConnection {
  private readonly packets = new PacketLimit();
  private readonly webSocket: WebSocketConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Characters given to engine.io and not yet to the transport. */
  private queued = 0;
  isAdmitted = false;
  isOpen = true;

  /** @param onClose called when the connection has closed, for any reason */
  constructor(
    private readonly connection: EngineConnection,
    onClose: () => void,
  ) {
    const spend = (): void => {
      if (!this.packets.spend(performance.now())) this.cut();
    };
    this.webSocket = connection.transport.name === 'websocket' ? connection.transport.socket : undefined;
    // A polling connection waits for the next poll before it closes: by default for half a minute.
    if (!this.webSocket) closeWithin(connection, CLOSE_TIMEOUT_MS);
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
    this.timer = setTimeout(() => this.cut(), ADMISSION_TIMEOUT_MS).unref();
  }

  admit(): void {
    if (!this.isOpen || this.isAdmitted) return;
    this.isAdmitted = true;
    clearTimeout(this.timer);
    this.packets.admit(performance.now());
  }

  /** Ends a connection whose hello was refused, once the refusal is sent. An admitted connection stays. */
  refuse(): void {
    if (this.isAdmitted || !this.isOpen) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.cut(), CLOSE_TIMEOUT_MS).unref();
    // The refusal is written in the next tick.
    setImmediate(() => this.connection.close());
  }

  cut(): void {
    if (!this.isOpen) return;
    for (const event of ['message', 'ping', 'pong'] as const) this.webSocket?.removeAllListeners(event);
    this.connection.close(true);
    this.webSocket?.terminate();
  }

  /** Bytes that were sent and not read, approximately. */
  get unreadBytes(): number {
    return this.queued + (this.webSocket?.bufferedAmount ?? 0);
  }

  /** Resolves when the other side has read most bytes, or the connection is closed; one that does not read is cut. */
  async drained(): Promise<void> {
    for (const until = performance.now() + DRAIN_TIMEOUT_MS; this.isOpen; await sleep(20)) {
      if (this.unreadBytes <= DRAINED_BYTES) return;
      if (performance.now() > until) return this.cut();
    }
  }

  private queue(length: number): void {
    this.queued += length;
    if (this.unreadBytes > MAX_UNREAD_BYTES) this.cut();
  }
}
