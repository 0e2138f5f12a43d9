/**
 * What a board shows, worked out from what it knows: columns in serving order, each card with its wait,
 * its level and what is known of the way. Pure; asked again every second and whenever something moves.
 */
import type { Card, Progress } from '@curbline/contracts/events';
import type { PositionDoubt } from '@curbline/contracts/ids';
import {
  columnOf,
  inServingOrder,
  isOvertaken,
  overdueMs,
  splitWait,
  waitLevel,
  type BoardFacts,
  type WaitLevel,
  type WaitParts,
} from '@curbline/domain/wait';
import { staffWaitEnd } from '@curbline/domain/service';
import { newerCard, type BoardState } from '../live/board-state.js';
import type { Command } from './command.js';

export type ShownColumn = 'on_the_way' | 'arriving' | 'here' | 'handed_over';
export const COLUMNS: readonly ShownColumn[] = ['on_the_way', 'arriving', 'here', 'handed_over'];

export interface StaffMember {
  readonly staffId: string;
  readonly name: string;
}

/** How the customer's whereabouts are known just now. */
export type Signal =
  | { readonly kind: 'live' }
  | { readonly kind: 'last_seen'; readonly atMs: number }
  | { readonly kind: 'not_shared' };

export interface BoardRow {
  readonly card: Card;
  readonly facts: BoardFacts;
  /** Null before the arrival is certain. */
  readonly wait: WaitParts | null;
  readonly level: WaitLevel;
  readonly signal: Signal;
  /** Expected arrival, and how wide the guess is; null when nobody knows. */
  readonly expected: { readonly atMs: number; readonly spreadMs: number } | null;
  /** By how much they are late, ms; 0 when not. */
  readonly overdueMs: number;
  readonly overtaken: boolean;
  /** What speaks against the phone's positions, told with the arrival or since. */
  readonly doubts: readonly PositionDoubt[];
  /** The last tap on this card that the server has not answered. */
  readonly waiting: Command | null;
}

export interface BoardView {
  readonly columns: Readonly<Record<ShownColumn, readonly BoardRow[]>>;
  /** Everything known, shown or not: a scanner may ask for it. */
  readonly cards: readonly Card[];
}

export interface BoardInput {
  readonly board: BoardState;
  /** Cards from the answers to our own taps, by order id; the newer of both is shown. */
  readonly answers: ReadonlyMap<string, Card>;
  readonly waiting: readonly Command[];
  readonly me: StaffMember | null;
  /** Unix ms, server's time. */
  readonly now: number;
  readonly store: { readonly goalS: number; readonly promiseS: number; readonly leadS: number };
}

const instant = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** Silence after which a position is "last seen" rather than live; the server says so too, later. */
const LIVE_FOR_MS = 30_000;

export function boardView(input: BoardInput): BoardView {
  const cards = [...input.board.cards.values()].map((card) => {
    const answer = input.answers.get(card.orderId);
    return answer ? newerCard(card, answer) : card;
  });
  const rows = cards.map((card) => rowOf(card, input));
  const everyFact = rows.map((row) => row.facts);
  const columns: Record<ShownColumn, BoardRow[]> = {
    on_the_way: [],
    arriving: [],
    here: [],
    handed_over: [],
  };
  for (const row of rows) {
    const column = columnOf(row.facts, input.now);
    if (column === 'hidden') continue;
    columns[column].push({ ...row, overtaken: column === 'here' && isOvertaken(row.facts, everyFact) });
  }
  for (const column of COLUMNS) {
    const inOrder = inServingOrder(column, input.now);
    columns[column].sort((a, b) => inOrder(a.facts, b.facts));
  }
  return { columns, cards };
}

function rowOf(stored: Card, input: BoardInput): BoardRow {
  const { now, store } = input;
  const taps = input.waiting.filter((command) => command.orderId === stored.orderId);
  const card = taps.reduce((shown, tap) => withTap(shown, tap, input.me), stored);
  const progress = input.board.progress.get(card.tripId) ?? null;
  const expected = expectedOf(card, progress);
  const wait = waitOf(card, now, store.leadS * 1000);
  const facts: BoardFacts = {
    orderId: card.orderId,
    orderState: card.order.state,
    tripState: card.trip.state,
    arrivedAt: instant(card.arrival?.occurredAt ?? null),
    arrivalConfirmed: card.arrival?.confirmed ?? false,
    handedOverAt: instant(card.order.handedOverAt),
    expectedAt: expected?.atMs ?? null,
  };
  return {
    card,
    facts,
    wait,
    level: waitLevel(wait?.storeMs ?? 0, store.goalS, store.promiseS),
    signal: signalOf(card, progress, now),
    expected,
    overdueMs: overdueMs(facts, now),
    overtaken: false,
    doubts: [...new Set([...(card.arrival?.reasons?.doubts ?? []), ...(progress?.doubts ?? [])])],
    waiting: taps.at(-1) ?? null,
  };
}

/** The wait so far, or as it was closed. A tap from far away starts no clock, nor does an order in its compartment. */
export function waitOf(card: Card, now: number, leadMs: number): WaitParts | null {
  if (card.wait) return card.wait;
  const arrivedAt = instant(card.arrival?.occurredAt ?? null);
  if (arrivedAt === null || card.arrival?.confirmed !== true) return null;
  const endedAt = staffWaitEnd(card.service, {
    arrived: arrivedAt,
    locker: card.locker,
    until: instant(card.order.handedOverAt) ?? now,
  });
  if (endedAt === null) return null;
  return splitWait({
    arrivedAt,
    endedAt,
    windowFrom: instant(card.window?.from ?? null),
    firstSignAt: instant(card.trip.firstSignAt),
    leadMs,
  });
}

function expectedOf(card: Card, progress: Progress | null): BoardRow['expected'] {
  // An estimate that has run down is not "now": it stays at the time it named.
  const was = instant(progress?.expectedAt ?? card.trip.expectedAt ?? card.trip.declaredArrivalAt);
  if (progress?.eta) {
    const { seconds, lowSeconds, highSeconds } = progress.eta;
    if (seconds <= 0 && was !== null) return { atMs: was, spreadMs: 0 };
    return { atMs: Date.parse(progress.at) + seconds * 1000, spreadMs: (highSeconds - lowSeconds) * 1000 };
  }
  return was === null ? null : { atMs: was, spreadMs: 0 };
}

function signalOf(card: Card, progress: Progress | null, now: number): Signal {
  if (card.trip.sharing !== 'live') return { kind: 'not_shared' };
  const seen = instant(progress?.lastSeenAt ?? null);
  if (seen === null) return { kind: 'live' };
  const live = progress?.signalLost !== true && now - seen < LIVE_FOR_MS;
  return live ? { kind: 'live' } : { kind: 'last_seen', atMs: seen };
}

/**
 * A card as it will be once our own tap has reached the server: a claim silences this device and opens
 * the next step at once, also offline. A hand-over stays a promise: the card keeps its place until the
 * server has checked the code.
 */
function withTap(card: Card, tap: Command, me: StaffMember | null): Card {
  if (!me || tap.staffId !== me.staffId) return card;
  if (tap.action === 'claim' && card.order.claimedBy === null) {
    const claimedAt = new Date(tap.tappedAt).toISOString();
    return { ...card, order: { ...card.order, claimedBy: me, claimedAt } };
  }
  if (tap.action === 'release' && card.order.claimedBy?.staffId === me.staffId) {
    return { ...card, order: { ...card.order, claimedBy: null, claimedAt: null } };
  }
  return card;
}
