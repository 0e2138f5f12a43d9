/** The store's cards and settings, kept current by the server, and whether there is a connection at all. */
import type { BoardStore, Card } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { readSnapshot } from '../live/board-api.js';
import { BoardLink } from '../live/board-link.js';
import type { EndReason, LinkPhase } from '../live/board-link-environment.js';
import { openBoardSocket } from '../live/board-socket.js';
import {
  applyEvents,
  applyProgress,
  fromSnapshot,
  type BoardState,
  type CardChange,
} from '../live/board-state.js';
import { ServerClock } from '../live/server-clock.js';
import { after } from '../live/timers.js';
import type { KeptBoard } from './kept-board.js';
import { TodayFigures } from './today-figures.svelte.js';

export interface FeedListener {
  arrived(card: Card): void;
  /** The connection works, perhaps again. */
  live(): void;
  /** The cards are those of a new snapshot. */
  replaced(): void;
  /** The server ended this screen's session. */
  ended(reason: EndReason): void;
  /** The store's settings changed: its name and languages may have as well. */
  storeChanged(): void;
}

/** A connection that comes back sooner needs no banner. Shorter than a probe may take, so that an unanswered probe shows at once. */
const OFFLINE_AFTER_MS = 1_300;

export class BoardFeed {
  board = $state.raw<BoardState | null>(null);
  store = $state.raw<BoardSnapshot['store'] | null>(null);
  phase = $state<LinkPhase>('loading');
  /** Server's time in whole seconds, Unix ms. */
  now = $state(0);
  /** When the server was last heard, on its own clock; null before the first time. */
  heardAt = $state<number | null>(null);
  offline = $state(false);
  /** Who waited while no board was connected, as long as nobody at this screen has said that they know. */
  darkness = $state.raw<BoardSnapshot['darkness']>();
  readonly today: TodayFigures;

  private clock = new ServerClock(() => performance.now());
  /** The time is that of the device's clock, as long as the server has not been heard. */
  private guessing = false;
  private readonly link: BoardLink;
  private heardMonotonicMs = performance.now();

  constructor(
    storeId: string,
    private readonly listener: FeedListener,
  ) {
    this.today = new TodayFigures(storeId);
    this.link = new BoardLink(
      {
        fetchSnapshot: () => readSnapshot(storeId),
        openSocket: (position, handlers) => openBoardSocket(storeId, position, handlers),
        after,
        monotonicMs: () => performance.now(),
        wallMs: () => Date.now(),
        random: Math.random,
      },
      {
        phase: (phase) => this.enter(phase),
        snapshot: (snapshot) => this.takeSnapshot(snapshot),
        events: (events) => {
          if (!this.board) return 'missing';
          const { state: board, changes, store, gap } = applyEvents(this.board, events);
          this.board = board;
          if (store) void this.today.withChangedSettings(() => this.takeStore(store));
          this.announce(changes);
          return gap;
        },
        progress: (reports) => {
          if (this.board) this.board = applyProgress(this.board, reports);
        },
        position: () => this.board?.position ?? { epoch: '', seq: 0 },
        heard: (serverTime, delayMs) => this.hear(serverTime, delayMs),
        ended: (reason) => listener.ended(reason),
      },
    );
  }

  /** Goes live; also after the server ended the session, for instance when somebody has signed in. */
  start(): void {
    this.link.start();
  }

  stop(): void {
    this.link.stop();
  }

  /** The screen woke, or the network came or went. */
  wake(): void {
    this.link.wake();
  }

  /** Shows a board as the device has kept it: offline, and as old as it is. A snapshot takes its place. */
  recall({ cards, store, heardAt, keptAt }: KeptBoard): void {
    if (this.board) return;
    this.board = fromSnapshot({ ...cards, progress: [] });
    this.store = store;
    this.clock.learn(Date.now() + heardAt - keptAt);
    this.guessing = true;
    this.heardAt = heardAt;
    this.heardMonotonicMs = -OFFLINE_AFTER_MS;
  }

  /** Unix ms of the server, or of the device as long as no answer came. */
  serverTime(): number {
    return Math.round(this.clock.known ? this.clock.now() : Date.now());
  }

  /** Moves the time on. */
  tick(): void {
    this.setNow();
    this.judgeConnection();
    if (this.phase === 'live') void this.today.tick();
  }

  private enter(phase: LinkPhase): void {
    this.phase = phase;
    this.judgeConnection();
    if (phase === 'live') this.listener.live();
  }

  /** At each tick, and at once when the connection was found dead: within two seconds after the screen woke. */
  private judgeConnection(): void {
    this.offline = this.phase !== 'live' && performance.now() - this.heardMonotonicMs > OFFLINE_AFTER_MS;
  }

  private takeSnapshot(snapshot: BoardSnapshot): void {
    this.board = fromSnapshot(snapshot);
    this.store = snapshot.store;
    this.darkness = snapshot.darkness ?? this.darkness;
    this.today.take(snapshot.figures);
    this.listener.replaced();
  }

  private takeStore(store: BoardStore): void {
    this.store = store;
    this.listener.storeChanged();
  }

  private hear(serverTime: number | null, delayMs: number): void {
    if (serverTime !== null) {
      if (this.guessing) this.clock = new ServerClock(() => performance.now());
      this.guessing = false;
      this.clock.learn(serverTime, delayMs);
    }
    this.heardMonotonicMs = performance.now();
    this.heardAt = this.clock.now();
    this.setNow();
  }

  private announce(changes: readonly CardChange[]): void {
    for (const { type, card, before } of changes) {
      if (type === 'trip_arrived' && before?.trip.state !== 'arrived') this.listener.arrived(card);
    }
    if (changes.length > 0) this.today.moved();
  }

  private setNow(): void {
    const now = Math.floor(this.clock.now() / 1000) * 1000;
    if (now !== this.now) this.now = now;
  }
}
