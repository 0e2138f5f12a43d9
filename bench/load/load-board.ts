/**
 * A board without a screen, one of hundreds in its process: the page's own link, socket and state, so that what
 * is measured of it is measured of the page. It counts what must never happen.
 */
import type { StoreEvent } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { BoardLink, type LinkPhase, type SnapshotAnswer } from '../../apps/web/src/live/board-link.js';
import { openBoardSocket } from '../../apps/web/src/live/board-socket.js';
import { applyEvents, fromSnapshot, type BoardState } from '../../apps/web/src/live/board-state.js';
import { digestOf } from '../../test/faults/history.js';
import { nowMs, type LeanHttp } from './lean-http.js';

export interface BoardPlace {
  readonly store: string;
  readonly cookie: string;
  readonly address: string;
}

const UNDER_WAY = new Set(['started', 'approaching', 'arrived', 'departed']);
const CLOSED = new Set(['handed_over', 'canceled', 'not_collected']);

export class LoadBoard {
  phase: LinkPhase = 'loading';
  /** Unix ms of the last time it went live. */
  liveAt = 0;
  readonly counts = { applied: 0, repeated: 0, gaps: 0, snapshots: 0, refused: 0, lives: 0, errors5xx: 0 };
  private state: BoardState = fromSnapshot({ position: { epoch: '', seq: 0 }, cards: [], progress: [] });
  private readonly link: BoardLink;

  constructor(
    readonly place: BoardPlace,
    private readonly http: LeanHttp,
    url: string,
    private readonly heard: (event: StoreEvent, atMs: number) => void,
  ) {
    const headers = { cookie: place.cookie, 'x-forwarded-for': place.address };
    this.link = new BoardLink(
      {
        fetchSnapshot: () => this.fetchSnapshot(),
        openSocket: (position, handlers) =>
          openBoardSocket(place.store, position, handlers, { url, headers }),
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        monotonicMs: () => performance.now(),
        random: Math.random,
      },
      {
        phase: (phase) => this.enter(phase),
        snapshot: (snapshot) => {
          this.counts.snapshots += 1;
          this.state = fromSnapshot(snapshot);
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

  /** Why it is not what the server says, or undefined when it is. */
  differsFrom({ position, cards }: Pick<BoardSnapshot, 'position' | 'cards'>): string | undefined {
    if (this.phase !== 'live') return this.phase;
    const own = this.state.position;
    if (own.epoch !== position.epoch || own.seq !== position.seq) return `at ${own.seq} of ${position.seq}`;
    const wrong = cards.find((card) => digestOf(this.state.cards.get(card.orderId)) !== digestOf(card));
    if (wrong) return `order ${wrong.orderId} looks otherwise`;
    const told = new Set(cards.map(({ orderId }) => orderId));
    const shown = [...this.state.cards.values()].filter(
      ({ order, trip }) => UNDER_WAY.has(trip.state) && !CLOSED.has(order.state),
    );
    const extra = shown.find(({ orderId }) => !told.has(orderId));
    return extra && `order ${extra.orderId} should not be here`;
  }

  private async fetchSnapshot(): Promise<SnapshotAnswer> {
    const { store, cookie, address } = this.place;
    const askedAt = performance.now();
    const path = `/v1/stores/${store}/board`;
    const { status, body } = await this.http.ask<BoardSnapshot>({ path, cookie, address });
    if (status === 200) return { snapshot: body, delayMs: (performance.now() - askedAt) / 2 };
    if (status >= 500) this.counts.errors5xx += 1;
    if (status === 401 || status === 403) return { refused: 'signed_out' };
    this.counts.refused += 1;
    return { unreachable: true };
  }

  private enter(phase: LinkPhase): void {
    this.phase = phase;
    if (phase !== 'live') return;
    this.liveAt = nowMs();
    this.counts.lives += 1;
  }

  private take(events: readonly StoreEvent[]): 'missing' | 'epoch' | null {
    const atMs = nowMs();
    const before = this.state.position.seq;
    const { state, gap } = applyEvents(this.state, events);
    this.state = state;
    if (gap) this.counts.gaps += 1;
    for (const event of events) {
      if (event.seq <= before) this.counts.repeated += 1;
      else if (event.seq <= state.position.seq) {
        this.counts.applied += 1;
        this.heard(event, atMs);
      }
    }
    return gap;
  }
}
