/**
 * A board without a screen: the page's own link, socket and state, so that what is proven or measured of it is
 * proven or measured of the page.
 */
import type { Card, LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { BoardLink } from '../../apps/web/src/live/board-link.js';
import type { LinkPhase, SnapshotAnswer } from '../../apps/web/src/live/board-link-environment.js';
import { openBoardSocket } from '../../apps/web/src/live/board-socket.js';
import { applyEvents, fromSnapshot, type BoardState } from '../../apps/web/src/live/board-state.js';
import { digestOfCard } from './history.js';

export const NOWHERE: LogPosition = { epoch: '', seq: 0 };
const UNDER_WAY = new Set(['started', 'approaching', 'arrived', 'departed']);
const CLOSED = new Set(['handed_over', 'canceled', 'not_collected']);

/** Where a board connects to, and as whom. */
export interface BoardAddress {
  readonly store: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Instead of the page's socket, one that has something between the line and the board. */
  readonly open?: typeof openBoardSocket;
}

/** What its owner wants to know. */
export interface Watcher {
  phase?(phase: LinkPhase): void;
  snapshot?(snapshot: BoardSnapshot): void;
  /** @param before where the board stood, @param after where it stands now. */
  events?(
    events: readonly StoreEvent[],
    before: number,
    after: number,
    gap: 'missing' | 'epoch' | null,
  ): void;
}

export class PageBoard {
  phase: LinkPhase = 'loading';
  private state: BoardState = fromSnapshot({ position: NOWHERE, cards: [], progress: [] });
  private readonly link: BoardLink;

  constructor(
    { store, url, headers, open = openBoardSocket }: BoardAddress,
    fetchSnapshot: () => Promise<SnapshotAnswer>,
    private readonly watcher: Watcher = {},
  ) {
    this.link = new BoardLink(
      {
        fetchSnapshot,
        openSocket: (position, handlers) => open(store, position, handlers, { url, headers }),
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        monotonicMs: () => performance.now(),
        wallMs: () => Date.now(),
        random: Math.random,
      },
      {
        phase: (phase) => {
          this.phase = phase;
          watcher.phase?.(phase);
        },
        snapshot: (snapshot) => {
          this.state = fromSnapshot(snapshot);
          watcher.snapshot?.(snapshot);
        },
        events: (events) => this.take(events),
        progress: () => {},
        position: () => this.state.position,
        heard: () => {},
        ended: () => {},
      },
    );
  }

  start(): void {
    this.link.start();
  }

  stop(): void {
    this.link.stop();
  }

  card(orderId: string): Card | undefined {
    return this.state.cards.get(orderId);
  }

  /** Why this board is not what the server says, or undefined when it is. */
  differsFrom({ position, cards }: Pick<BoardSnapshot, 'position' | 'cards'>): string | undefined {
    if (this.phase !== 'live') return this.phase;
    const own = this.state.position;
    if (own.epoch !== position.epoch || own.seq !== position.seq) return `at ${own.seq} of ${position.seq}`;
    const wrong = cards.find(
      (card) => digestOfCard(this.state.cards.get(card.orderId)) !== digestOfCard(card),
    );
    if (wrong) return `order ${wrong.orderId} looks otherwise`;
    const told = new Set(cards.map(({ orderId }) => orderId));
    const extra = [...this.state.cards.values()].find((card) => isShown(card) && !told.has(card.orderId));
    return extra && `order ${extra.orderId} should not be here`;
  }

  private take(events: readonly StoreEvent[]): 'missing' | 'epoch' | null {
    const before = this.state.position.seq;
    const { state, gap } = applyEvents(this.state, events);
    this.state = state;
    this.watcher.events?.(events, before, state.position.seq, gap);
    return gap;
  }
}

/** What the board has and the snapshot must have too; the rest of the board's memory is hidden there. */
function isShown({ order, trip }: Card): boolean {
  return UNDER_WAY.has(trip.state) && !CLOSED.has(order.state);
}
