/**
 * What a board knows: the cards of one store and the place in the store's log up to which they are true.
 *
 * Moved by two things only. A snapshot replaces everything. An event is applied when it is the very
 * next one (`seq = last + 1`): it carries the whole card, which replaces the old one. An event at or
 * before our place was seen already and is passed over; one further ahead, or of another epoch, means
 * that something is missing: it is not applied, and the caller must fetch what is missing.
 * So the cards are always those of one moment of the log, never a mixture.
 */
import type {
  Actor,
  BoardStore,
  Card,
  LogPosition,
  Progress,
  StoreEvent,
  StoreEventType,
  Visitor,
} from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';

export interface BoardState {
  readonly position: LogPosition;
  /** By order id. */
  readonly cards: ReadonlyMap<string, Card>;
  /** By trip id; volatile, the newest wins. */
  readonly progress: ReadonlyMap<string, Progress>;
  /** Customers of other stores who stand at this one, by order id. */
  readonly visitors: ReadonlyMap<string, Visitor>;
}

/** One applied event, for whoever must ring, announce or tell a loser who won. */
export interface CardChange {
  readonly type: StoreEventType;
  readonly actor: Actor;
  readonly before: Card | null;
  readonly card: Card;
}

export interface Applied {
  readonly state: BoardState;
  readonly changes: readonly CardChange[];
  /** The store as changed settings have it; null when these events tell of none. */
  readonly store: BoardStore | null;
  /** Why the rest could not be applied: events missing in between, or a log that was rebuilt. */
  readonly gap: 'missing' | 'epoch' | null;
}

/** A board as a snapshot shows it. */
export function fromSnapshot(
  snapshot: Pick<BoardSnapshot, 'position' | 'cards' | 'progress' | 'visitors'>,
): BoardState {
  return {
    position: snapshot.position,
    cards: new Map(snapshot.cards.map((card) => [card.orderId, card])),
    progress: new Map(snapshot.progress.map((progress) => [progress.tripId, progress])),
    visitors: new Map((snapshot.visitors ?? []).map((visitor) => [visitor.orderId, visitor])),
  };
}

/** Applies what can be applied, in the order given, and says whether something is missing. */
export function applyEvents(state: BoardState, events: readonly StoreEvent[]): Applied {
  const cards = new Map(state.cards);
  const visitors = new Map(state.visitors);
  const changes: CardChange[] = [];
  let { seq } = state.position;
  let gap: Applied['gap'] = null;
  let store: BoardStore | null = null;
  for (const event of events) {
    if (event.epoch !== state.position.epoch) gap = 'epoch';
    else if (event.seq > seq + 1) gap = 'missing';
    if (gap) break;
    if (event.seq <= seq) continue;
    seq = event.seq;
    const { card, visitor } = event.payload;
    if (event.type === 'visitor_seen' || event.type === 'visitor_left') {
      if (visitor) visitors.set(visitor.orderId, visitor);
      else visitors.delete(event.entityId);
      continue;
    }
    if (event.type === 'settings_changed') store = event.payload.store ?? store;
    if (!card) continue;
    changes.push({ type: event.type, actor: event.actor, before: cards.get(card.orderId) ?? null, card });
    cards.set(card.orderId, card);
  }
  if (seq === state.position.seq) return { state, changes, store, gap };
  const position = { epoch: state.position.epoch, seq };
  return { state: { ...state, position, cards, visitors }, changes, store, gap };
}

/** Takes in progress reports: per trip the newest by its own time, whatever order they come in. */
export function applyProgress(state: BoardState, reports: readonly Progress[]): BoardState {
  const progress = new Map(state.progress);
  for (const report of reports) {
    const known = progress.get(report.tripId);
    if (!known || Date.parse(report.at) >= Date.parse(known.at)) progress.set(report.tripId, report);
  }
  return { ...state, progress };
}

/**
 * The newer of two states of one card. Both versions only ever grow, so their sum orders any two
 * moments of the same card: an answer to our own tap may be ahead of the events still under way.
 */
export function newerCard(a: Card, b: Card): Card {
  return b.order.version + b.trip.version > a.order.version + a.trip.version ? b : a;
}
