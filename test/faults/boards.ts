/**
 * Boards without a screen: the page's own link, socket and state, so that what is proven of them is proven of
 * the page. Each notes every snapshot it takes and every event it applies.
 */
import type { Card, LogPosition, StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { BoardLink, type LinkPhase, type SnapshotAnswer } from '../../apps/web/src/live/board-link.js';
import { openBoardSocket } from '../../apps/web/src/live/board-socket.js';
import { applyEvents, fromSnapshot, type BoardState } from '../../apps/web/src/live/board-state.js';
import { Refused } from '../../src/simulate/cookie-jar.js';
import type { Caller } from './caller.js';
import { digestOf, type History } from './history.js';

const NOWHERE: LogPosition = { epoch: '', seq: 0 };
const UNDER_WAY = new Set(['started', 'approaching', 'arrived', 'departed']);
const CLOSED = new Set(['handed_over', 'canceled', 'not_collected']);

export class FaultBoard {
  phase: LinkPhase = 'loading';
  private state: BoardState = fromSnapshot({ position: NOWHERE, cards: [], progress: [] });
  private readonly link: BoardLink;

  constructor(
    readonly name: string,
    readonly store: string,
    private readonly caller: Caller,
    url: string,
    private readonly history: History,
  ) {
    this.link = new BoardLink(
      {
        fetchSnapshot: () => this.fetchSnapshot(),
        openSocket: (position, handlers) =>
          openBoardSocket(store, position, handlers, {
            url,
            headers: { cookie: caller.jar.header(), 'x-forwarded-for': name },
          }),
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        monotonicMs: () => performance.now(),
        random: Math.random,
      },
      {
        phase: (phase) => (this.phase = phase),
        snapshot: (snapshot) => this.stand(snapshot),
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

  /** Why this board is not what the server says, or undefined when it is. */
  differsFrom({ position, cards }: Pick<BoardSnapshot, 'position' | 'cards'>): string | undefined {
    if (this.phase !== 'live') return this.phase;
    const own = this.state.position;
    if (own.epoch !== position.epoch || own.seq !== position.seq) return `at ${own.seq} of ${position.seq}`;
    const wrong = cards.find((card) => digestOf(this.state.cards.get(card.orderId)) !== digestOf(card));
    if (wrong) return `order ${wrong.orderId} looks otherwise`;
    const told = new Set(cards.map(({ orderId }) => orderId));
    const extra = [...this.state.cards.values()].find((card) => isShown(card) && !told.has(card.orderId));
    return extra && `order ${extra.orderId} should not be here`;
  }

  private async fetchSnapshot(): Promise<SnapshotAnswer> {
    const askedAt = performance.now();
    try {
      const snapshot = await this.caller.read<BoardSnapshot>(`/v1/stores/${this.store}/board`);
      return { snapshot, delayMs: (performance.now() - askedAt) / 2 };
    } catch (error) {
      const gone = error instanceof Refused && (error.status === 401 || error.status === 403);
      return gone ? { refused: 'signed_out' } : { unreachable: true };
    }
  }

  private stand(snapshot: BoardSnapshot): void {
    this.state = fromSnapshot(snapshot);
    const { name: board, store } = this;
    this.history.add({ t: 'snapshot', board, store, ...snapshot.position });
  }

  private take(events: readonly StoreEvent[]): 'missing' | 'epoch' | null {
    const before = this.state.position.seq;
    const { state, gap } = applyEvents(this.state, events);
    this.state = state;
    for (const { seq, epoch, storeId, payload } of events) {
      if (seq <= before || seq > state.position.seq) continue;
      const digest = digestOf(payload.card);
      this.history.add({ t: 'seen', board: this.name, store: storeId, epoch, seq, digest });
    }
    return gap;
  }
}

/** What the board has and the snapshot must have too; the rest of the board's memory is hidden there. */
function isShown({ order, trip }: Card): boolean {
  return UNDER_WAY.has(trip.state) && !CLOSED.has(order.state);
}

/** A store's whole log, as any board may have it from the server. @throws Error when it does not come in 20 s. */
export function readLog(url: string, cookie: string, store: string): Promise<StoreEvent[]> {
  return new Promise((resolve, reject) => {
    const read: StoreEvent[] = [];
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      socket.close();
      if (error) reject(error);
      else resolve(read);
    };
    const timer = setTimeout(() => settle(new Error(`the log of ${store} did not come`)), 20_000);
    const line = { url, headers: { cookie, 'x-forwarded-for': 'reader' } };
    const handlers = {
      events: (events: readonly StoreEvent[] | null) => void read.push(...(events ?? [])),
      live: () => settle(),
      resync: () => settle(new Error('resync')),
      progress: () => {},
      heartbeat: () => {},
      ended: () => settle(new Error('ended')),
      closed: () => settle(new Error('closed')),
    };
    const socket = openBoardSocket(store, NOWHERE, handlers, line);
  });
}
