import { describe, expect, it } from '@jest/globals';
import { LimitsInMemory, platformOptions } from '@curbline/platform';
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { type Clock } from '@curbline/platform';
import { LOG_START, type LogRead, type StoreLog } from '@curbline/store-log';
import type { Feed, StoreFeeds } from '../feed/store-feeds.js';
import { BoardConnections } from './board-connections.js';
import { BoardLines } from './board-lines.js';
import type { BoardSocket } from './store-lines.js';
import { MISSED_AT_MOST, MissedEvents, SHORT_ABSENCE } from './missed-events.js';

const CLOCK: Clock = { now: () => 0 };
const HEAD: LogPosition = { epoch: 'e', seq: 12_000 };

/** A store's log and the sockets of its boards; the real ones are proven end to end. */
function world() {
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
    new BoardLines(platformOptions({ name: 'test', publicUrl: 'http://localhost' }), CLOCK),
  );
  const come = async (deviceId: string, position: LogPosition) => {
    const told: string[] = [];
    let events = 0;
    const socket = {
      connected: true,
      data: { hello: { storeId: 's', position }, principal: { kind: 'staff', deviceId } },
      once: () => {},
      join: () => {},
      emit: (name: string, body: { length?: number; reason?: string }) => {
        if (name === 'events') events += body.length ?? 0;
        else told.push(body.reason ?? name);
      },
      disconnect: () => void told.push('closed'),
    };
    await boards.begin(socket as unknown as BoardSocket);
    return { told, events };
  };
  return { come, reads: () => reads };
}

const behind = (by: number): LogPosition => ({ ...HEAD, seq: HEAD.seq - by });

describe('what a board missed', () => {
  it('is played back whole after a long absence, and costs nothing but a word when it is asked for again and again', async () => {
    const { come, reads } = world();
    expect(await come('tablet', LOG_START)).toEqual({ told: ['live'], events: HEAD.seq });
    const before = reads();
    expect(MISSED_AT_MOST).toBeLessThan(2 * HEAD.seq);
    expect(await come('tablet', LOG_START)).toEqual({ told: ['behind', 'closed'], events: 0 });
    expect(reads()).toBe(before);
  });

  it('in a short absence comes always, and other devices have budgets of their own', async () => {
    const { come } = world();
    await come('broken', LOG_START);
    await come('broken', LOG_START);
    for (let n = 0; n < 50; n += 1)
      expect(await come('broken', behind(SHORT_ABSENCE))).toEqual({ told: ['live'], events: SHORT_ABSENCE });
    expect(await come('broken', behind(SHORT_ABSENCE + 1))).toEqual({
      told: ['behind', 'closed'],
      events: 0,
    });
    expect(await come('tablet', behind(1_000))).toEqual({ told: ['live'], events: 1_000 });
  });
});
