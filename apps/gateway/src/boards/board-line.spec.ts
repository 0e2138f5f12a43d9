import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ADMITTED_WITHIN_MS, BoardLine, MOST_WAITING_BYTES } from './board-line.js';
import type { EngineConnection } from './engine-io.js';

/** A connection that notes how it was ended; the real ones are proven in test/security. */
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
  let left = 0;
  const line = new BoardLine(connection as unknown as EngineConnection, () => (left += 1));
  const send = (count: number): void => {
    for (let n = 0; n < count; n += 1) connection.emit('packet');
  };
  return { connection, line, send, left: () => left };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a line', () => {
  it('has four packets to be admitted', () => {
    const { connection, send, left } = opened();
    send(4);
    expect(connection.ended).toBeUndefined();
    send(1);
    expect([connection.ended, left()]).toEqual(['cut', 1]);
  });

  it('has five seconds to be admitted, and then as long as it likes', () => {
    const [slow, good] = [opened(), opened()];
    good.line.admit();
    jest.advanceTimersByTime(ADMITTED_WITHIN_MS);
    expect([slow.connection.ended, good.connection.ended]).toEqual(['cut', undefined]);
    jest.advanceTimersByTime(3_600_000);
    expect(good.connection.ended).toBeUndefined();
  });

  it('may send a hundred packets a minute once it is admitted, pings among them', () => {
    const { connection, line, send } = opened();
    send(4);
    line.admit();
    for (let minute = 0; minute < 5; minute += 1) {
      send(60);
      for (let n = 0; n < 40; n += 1) connection.webSocket.emit('ping');
      expect(connection.ended).toBeUndefined();
      jest.advanceTimersByTime(60_000);
    }
    send(111);
    expect(connection.ended).toBe('cut');
  });

  it('ends after a refusal, and is cut when it does not let itself be closed', () => {
    const { connection, line } = opened();
    connection.close = () => (connection.ended = 'asked to close');
    line.refuse();
    jest.advanceTimersByTime(1);
    expect(connection.ended).toBe('asked to close');
    jest.advanceTimersByTime(1_000);
    expect(connection.ended).toBe('cut');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is cut when it does not read: what it was sent piles up in the program or in its socket', () => {
    const [queued, buffered, reading] = [opened(), opened(), opened()];
    const packet = 'x'.repeat(1_000);
    for (let bytes = 0; bytes <= MOST_WAITING_BYTES; bytes += packet.length) {
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

  it('is waited for while it catches up, for ten seconds', async () => {
    const { connection, line } = opened();
    connection.webSocket.bufferedAmount = 500_000;
    let done = false;
    const caughtUp = line.drained().then(() => (done = true));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(done).toBe(false);
    connection.webSocket.bufferedAmount = 1_000;
    await jest.advanceTimersByTimeAsync(50);
    await caughtUp;
    connection.webSocket.bufferedAmount = 500_000;
    const never = line.drained();
    await jest.advanceTimersByTimeAsync(11_000);
    await never;
    expect(connection.ended).toBe('cut');
  });

  it('leaves neither timer nor listener when it has gone', () => {
    const { connection, line } = opened();
    connection.close();
    line.admit();
    line.refuse();
    line.cut();
    expect(jest.getTimerCount()).toBe(0);
  });
});
