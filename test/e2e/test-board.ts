/** A board without a screen: keeps the contract's order strictly, and notes everything it is told. */
import { io, type Socket } from 'socket.io-client';
import type { Card, LogPosition, Progress, StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import {
  BOARD_PROTOCOL,
  type BoardCommands,
  type BoardEvents,
  type Ended,
  type Live,
} from '@curbline/contracts/socket';
import type { CookieJar } from '@curbline/simulation';

export interface BoardOptions {
  readonly position?: LogPosition;
  readonly hello?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly transports?: ('websocket' | 'polling')[];
}

export class TestBoard {
  readonly socket: Socket<BoardEvents, BoardCommands>;
  readonly cards = new Map<string, Card>();
  readonly events: StoreEvent[] = [];
  readonly progress: Progress[] = [];
  readonly heartbeats: Live[] = [];
  /** When each event came, by `performance.now()`. */
  readonly eventTimes: number[] = [];
  readonly faults: string[] = [];
  position: LogPosition;
  live: Live | undefined;
  resync: string | undefined;
  ended: Ended | undefined;
  refused: { message: string; data?: { reason?: string; ended?: Ended } } | undefined;
  closed = false;
  /** The library's word for why, once it is closed. */
  closedBy: string | undefined;

  private constructor(
    url: string,
    cookie: string,
    storeId: string,
    position: LogPosition,
    options: BoardOptions,
  ) {
    this.position = position;
    this.socket = io(`${url}/board`, {
      auth: { protocol: BOARD_PROTOCOL, storeId, position, ...options.hello },
      extraHeaders: { cookie, ...options.headers },
      transports: options.transports ?? ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket.on('events', (events) => this.take(events));
    this.socket.on('live', (live) => (this.live = live));
    this.socket.on('resync', ({ reason }) => (this.resync = reason));
    this.socket.on('progress', (batch) => void this.progress.push(...batch));
    this.socket.on('heartbeat', (live) => void this.heartbeats.push(live));
    this.socket.on('ended', (ended) => (this.ended = ended));
    this.socket.on('disconnect', (reason) => {
      this.closed = true;
      this.closedBy = reason;
    });
    this.socket.on('connect_error', (error) => {
      this.refused = error;
      this.closed = true;
    });
  }

  /** Takes the snapshot, as the page does, and connects from its position (or from `options.position`). */
  static async open(
    url: string,
    jar: CookieJar,
    storeId: string,
    options: BoardOptions = {},
  ): Promise<TestBoard> {
    const snapshot = await jar.send<BoardSnapshot>('GET', `/v1/stores/${storeId}/board`);
    const board = new TestBoard(url, jar.header(), storeId, options.position ?? snapshot.position, options);
    for (const card of snapshot.cards) board.cards.set(card.orderId, card);
    return board;
  }

  /** Connects without asking for a snapshot first. */
  static connect(url: string, cookie: string, storeId: string, options: BoardOptions = {}): TestBoard {
    return new TestBoard(url, cookie, storeId, options.position ?? { epoch: '', seq: 0 }, options);
  }

  probe(): Promise<Live> {
    return this.socket.timeout(3_000).emitWithAck('probe', { sentAt: Date.now() });
  }

  close(): void {
    this.socket.disconnect();
  }

  private take(events: readonly StoreEvent[]): void {
    for (const event of events) {
      if (event.seq !== this.position.seq + 1) this.faults.push(`${event.seq} after ${this.position.seq}`);
      this.position = { epoch: event.epoch, seq: event.seq };
      const { card } = event.payload;
      if (card) this.cards.set(event.entityId, card);
      this.events.push(event);
      this.eventTimes.push(performance.now());
    }
  }
}
