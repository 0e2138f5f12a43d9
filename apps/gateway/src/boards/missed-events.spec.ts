import { describe, expect, it } from 'vitest';
import { LimitsInMemory, platformOptions } from '@curbline/platform';
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { type Clock } from '@curbline/platform';
import { LOG_START, type LogRead, type StoreLog } from '@curbline/store-log';
import type { Feed, StoreFeeds } from '../feed/store-feeds.js';
import { BoardConnections } from './board-connections.js';
import { OpenConnections } from './open-connections.js';
import type { BoardSocket } from './store-boards.js';
import { MAX_REPLAYED, MissedEvents, SHORT_ABSENCE } from './missed-events.js';

const CLOCK: Clock = { now: () => 0 };
const HEAD: LogPosition = { epoch: 'e', seq: 12_000 };

/** A store's log and the sockets of its boards; end-to-end tests cover the real ones. */
function setUp() {
  let reads = 0;
  const log = {
    readAfter: (_store: string, { seq }: LogPosition, limit: number): Promise<LogRead> => {
      reads += 1;
      const last = Math.min(seq + limit, HEAD.seq);
      const events = Array.from({ length: last - seq }, (_, n) => ({ seq: seq + 1 + n }) as StoreEvent);
      const next = { epoch: 'e', seq: last };
      return Promise.resolve({ kind: 'events', events, head: HEAD, more: last < HEAD.seq, next });
    },
  };
  const feed: Feed = { position: HEAD, add: () => {}, leave: () => {} };
  const boards = new BoardConnections(
    { hold: () => Promise.resolve(feed) } as unknown as StoreFeeds,
    log as unknown as StoreLog,
    CLOCK,
    new MissedEvents(new LimitsInMemory()),
    new OpenConnections(platformOptions({ name: 'test', publicUrl: 'http://localhost' }), CLOCK),
  );
  const connect = async (deviceId: string, position: LogPosition) => {
    const received: string[] = [];
    let events = 0;
    const socket = {
      connected: true,
      data: { hello: { storeId: 's', position }, principal: { kind: 'staff', deviceId } },
      once: () => {},
      join: () => {},
      emit: (name: string, body: { length?: number; reason?: string }) => {
        if (name === 'events') events += body.length ?? 0;
        else received.push(body.reason ?? name);
      },
      disconnect: () => void received.push('closed'),
    };
    await boards.begin(socket as unknown as BoardSocket);
    return { received, events };
  };
  return { connect, reads: () => reads };
}

const behind = (by: number): LogPosition => ({ ...HEAD, seq: HEAD.seq - by });

describe('the events that a board missed', () => {
  it('are all replayed after a long absence, and answered with a resync when the device asks for them again', async () => {
    const { connect, reads } = setUp();
    expect(await connect('tablet', LOG_START)).toEqual({ received: ['live'], events: HEAD.seq });
    const before = reads();
    expect(MAX_REPLAYED).toBeLessThan(2 * HEAD.seq);
    expect(await connect('tablet', LOG_START)).toEqual({ received: ['behind', 'closed'], events: 0 });
    expect(reads()).toBe(before);
  });

  it('are always replayed after a short absence, and each device has its own limit', async () => {
    const { connect } = setUp();
    await connect('broken', LOG_START);
    await connect('broken', LOG_START);
    for (let n = 0; n < 50; n += 1)
      expect(await connect('broken', behind(SHORT_ABSENCE))).toEqual({
        received: ['live'],
        events: SHORT_ABSENCE,
      });
    expect(await connect('broken', behind(SHORT_ABSENCE + 1))).toEqual({
      received: ['behind', 'closed'],
      events: 0,
    });
    expect(await connect('tablet', behind(1_000))).toEqual({ received: ['live'], events: 1_000 });
  });
});
