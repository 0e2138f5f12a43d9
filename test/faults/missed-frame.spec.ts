/** A board that stays connected but missed one message, the last one: nothing comes after it that would tell. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { HEARTBEAT_MS } from '@curbline/contracts/socket';
import { openBoardSocket } from '../../apps/web/src/live/board-socket.js';
import type { CookieJar } from '@curbline/simulation';
import { Running, until } from '../e2e/running.js';
import { PageBoard } from './page-board.js';

/** What the page gives events to come in behind a heartbeat, and the way there and back. */
const GRACE_MS = 2_000;

/** With a hand between the line and the board, that takes one message away. */
class DeafBoard extends PageBoard {
  snapshots = 0;
  /** Swallow the next message of events. */
  deaf = false;
  swallowed = 0;

  constructor(url: string, store: string, jar: CookieJar) {
    const open: typeof openBoardSocket = (of, position, handlers, line) =>
      openBoardSocket(
        of,
        position,
        { ...handlers, events: (events) => this.hear(events, handlers.events) },
        line,
      );
    super({ store, url, headers: { cookie: jar.header() }, open }, async () => {
      this.snapshots += 1;
      return { snapshot: await jar.send<BoardSnapshot>('GET', `/v1/stores/${store}/board`), delayMs: 0 };
    });
  }

  private hear(
    events: readonly StoreEvent[] | null,
    pass: (events: readonly StoreEvent[] | null) => void,
  ): void {
    if (!this.deaf) return pass(events);
    this.deaf = false;
    this.swallowed += events?.length ?? 0;
  }
}

describe('a board that missed one message', () => {
  let running: Running;
  let board: DeafBoard;
  beforeAll(async () => {
    running = await Running.start();
    board = new DeafBoard(running.url, running.store.id, await running.device('wall'));
    board.start();
    await until('the board is live', () => board.phase === 'live');
  }, 60_000);
  afterAll(async () => {
    board.stop();
    await running.close();
  }, 30_000);

  it('heals with the next heartbeat, from its own place in the log and without a new snapshot', async () => {
    const { placed, phone } = await running.customer();
    await phone.start(false);
    const cardOf = (): unknown => board.card(placed.order.id)?.trip.state;
    await until('the board shows who is coming', () => cardOf() === 'started');
    board.deaf = true;
    const missedAt = performance.now();
    await phone.here({});
    await until('a message was swallowed', () => board.swallowed > 0);
    expect(cardOf()).toBe('started');
    await until('the board shows who is here', () => cardOf() === 'arrived', HEARTBEAT_MS + GRACE_MS);
    expect(performance.now() - missedAt).toBeLessThan(HEARTBEAT_MS + GRACE_MS);
    expect([board.phase, board.snapshots]).toEqual(['live', 1]);
  }, 30_000);
});
