import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADMISSION_TIMEOUT_MS, BoardConnection, MAX_UNREAD_BYTES } from './board-connection.js';
import type { EngineConnection } from './engine-io.js';

/** A connection that records how it ended; test/security covers real ones. */
class Connection extends EventEmitter {
  readonly webSocket = Object.assign(new EventEmitter(), {
    bufferedAmount: 0,
    terminate: () => this.end('cut'),
  });
  readonly transport = { name: 'websocket', socket: this.webSocket };
  readyState = 'open';
  ended: string | undefined;

  close(): void {
    this.end('closed');
  }

  private end(how: string): void {
    this.ended = how;
    if (this.readyState === 'open') {
      this.readyState = 'closed';
      this.emit('close');
    }
  }
}

function opened() {
  const connection = new Connection();
  let closed = 0;
  const board = new BoardConnection(connection as unknown as EngineConnection, () => (closed += 1));
  const send = (count: number): void => {
    for (let n = 0; n < count; n += 1) connection.emit('packet');
  };
  return { connection, board, send, closed: () => closed };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('BoardConnection', () => {
  it('is cut after four packets without admission', () => {
    const { connection, send, closed } = opened();
    send(4);
    expect(connection.ended).toBeUndefined();
    send(1);
    expect([connection.ended, closed()]).toEqual(['cut', 1]);
  });

  it('is cut after five seconds without admission, and stays open once admitted', () => {
    const [slow, good] = [opened(), opened()];
    good.board.admit();
    vi.advanceTimersByTime(ADMISSION_TIMEOUT_MS);
    expect([slow.connection.ended, good.connection.ended]).toEqual(['cut', undefined]);
    vi.advanceTimersByTime(3_600_000);
    expect(good.connection.ended).toBeUndefined();
  });

  it('may send a hundred packets a minute once admitted, including pings', () => {
    const { connection, board, send } = opened();
    send(4);
    board.admit();
    for (let minute = 0; minute < 5; minute += 1) {
      send(60);
      for (let n = 0; n < 40; n += 1) connection.webSocket.emit('ping');
      expect(connection.ended).toBeUndefined();
      vi.advanceTimersByTime(60_000);
    }
    send(111);
    expect(connection.ended).toBe('cut');
  });

  it('is closed after a refusal, and cut when the close does not complete', () => {
    const { connection, board } = opened();
    connection.close = () => (connection.ended = 'asked to close');
    board.refuse();
    vi.advanceTimersByTime(1);
    expect(connection.ended).toBe('asked to close');
    vi.advanceTimersByTime(1_000);
    expect(connection.ended).toBe('cut');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is cut when unread bytes pile up in engine.io or in the socket', () => {
    const [queued, buffered, reading] = [opened(), opened(), opened()];
    const packet = 'x'.repeat(1_000);
    for (let bytes = 0; bytes <= MAX_UNREAD_BYTES; bytes += packet.length) {
      queued.connection.emit('packetCreate', { data: packet });
      reading.connection.emit('packetCreate', { data: packet });
      reading.connection.emit('flush');
      buffered.connection.emit('packetCreate', { data: packet });
      buffered.connection.emit('flush');
      buffered.connection.webSocket.bufferedAmount += packet.length;
    }
    buffered.connection.emit('packetCreate', { data: packet });
    expect([queued, buffered, reading].map(({ connection }) => connection.ended)).toEqual([
      'cut',
      'cut',
      undefined,
    ]);
  });

  it('waits up to ten seconds until a board has read its events, then cuts it', async () => {
    const { connection, board } = opened();
    connection.webSocket.bufferedAmount = 500_000;
    let done = false;
    const caughtUp = board.drained().then(() => (done = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toBe(false);
    connection.webSocket.bufferedAmount = 1_000;
    await vi.advanceTimersByTimeAsync(50);
    await caughtUp;
    connection.webSocket.bufferedAmount = 500_000;
    const never = board.drained();
    await vi.advanceTimersByTimeAsync(11_000);
    await never;
    expect(connection.ended).toBe('cut');
  });

  it('leaves no timer behind when it is closed', () => {
    const { connection, board } = opened();
    connection.close();
    board.admit();
    board.refuse();
    board.cut();
    expect(vi.getTimerCount()).toBe(0);
  });
});
