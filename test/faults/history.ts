/**
 * The history of a run under faults: what every client asked and was told, what every board showed, what was
 * broken when, and at the end the server's own log and rows. One JSON object a line, so that a run can be
 * checked again by whoever has the file. No names, codes, tokens or positions are in it.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Card } from '@curbline/contracts/events';
import { cardFor } from '@curbline/contracts/visibility';

/** What of a card decides whether two are the same; `digest` is of all of it that every board with a name on it shows. */
export interface Stamp {
  readonly order: string;
  readonly orderState: Card['order']['state'];
  readonly orderVersion: number;
  readonly tripState: Card['trip']['state'];
  readonly tripVersion: number;
  readonly claimedBy: string | null;
  readonly digest: string;
}

export type Operation =
  | 'place'
  | 'ready'
  | 'cancel'
  | 'open'
  | 'start'
  | 'details'
  | 'here'
  | 'drive'
  | 'claim'
  | 'release'
  | 'hand-over'
  | 'recall';

/** A client asks. Tries of one command share the `key`. */
export interface Asked {
  readonly t: 'asked';
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly op: Operation;
  readonly key: string;
  readonly store: string;
  readonly order?: string;
}

/** How a try ended: `refused` had no effect by the server's own word, `unknown` may have had one. */
export interface Told {
  readonly t: 'ok' | 'refused' | 'unknown';
  readonly id: number;
  readonly at: number;
  readonly status?: number;
  readonly code?: string;
  /** Of what was placed. */
  readonly order?: string;
  readonly card?: Stamp;
}

export interface FaultNote {
  readonly t: 'fault';
  readonly at: number;
  readonly name: string;
  readonly phase: 'begins' | 'ends';
  readonly kills: number;
}

/** A process ended that nobody had killed. */
export interface Died {
  readonly t: 'died';
  readonly at: number;
  readonly process: string;
}

/** A board took a snapshot: it stands at `seq`. */
export interface Stood {
  readonly t: 'snapshot';
  readonly board: string;
  readonly store: string;
  readonly epoch: string;
  readonly seq: number;
}

/** A board applied an event. */
export interface Seen {
  readonly t: 'seen';
  readonly board: string;
  readonly store: string;
  readonly epoch: string;
  readonly seq: number;
  readonly digest: string;
}

/** How long after a fault's end a board was equal to the server; null when it did not become so. */
export interface Converged {
  readonly t: 'converged';
  readonly at: number;
  readonly board: string;
  readonly store: string;
  readonly fault: string;
  readonly afterMs: number | null;
  /** What differed when it was given up. */
  readonly why?: string;
}

/** One entry of the server's log, read at the end. */
export interface Logged extends Stamp {
  readonly t: 'log';
  readonly store: string;
  readonly epoch: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly entityVersion: number;
}

/** A card of the server's snapshot at the end, and an order as its shop reads it. */
export interface CardRow extends Stamp {
  readonly t: 'card';
  readonly store: string;
}
export interface Kept {
  readonly t: 'kept';
  readonly store: string;
  readonly order: string;
  readonly orderState: string;
  readonly tripState: string;
}

/** First and last line: without the last, the run was cut short and proves nothing. */
export interface Frame {
  readonly t: 'begin' | 'end';
  readonly at: number;
  readonly shape: string;
  readonly seed: number;
  /** The heads of the stores' logs when the run began: what is older belongs to nobody here. */
  readonly heads: Readonly<Record<string, number>>;
}

export type HistoryEntry =
  Asked | Told | FaultNote | Died | Stood | Seen | Converged | Logged | CardRow | Kept | Frame;

/** Writes lines as they come; a process that dies leaves what it had. */
export class History<Line = HistoryEntry> {
  readonly lines: Line[] = [];
  private readonly file: number;
  private tries = 0;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'w');
  }

  add(line: Line): void {
    this.lines.push(line);
    writeSync(this.file, `${JSON.stringify(line)}\n`);
  }

  nextId(): number {
    this.tries += 1;
    return this.tries;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** @throws SyntaxError naming nothing but the place, when a line is no JSON. */
export function readHistory<Line = HistoryEntry>(path: string): Line[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** Of an entry that tells of no order of the store: a visitor, changed settings. */
export const NO_ORDER: Stamp = {
  order: '',
  orderState: 'placed',
  orderVersion: 0,
  tripState: 'pending',
  tripVersion: 0,
  claimedBy: null,
  digest: '',
};

export function stampOf(card: Card): Stamp {
  return {
    order: card.orderId,
    orderState: card.order.state,
    orderVersion: card.order.version,
    tripState: card.trip.state,
    tripVersion: card.trip.version,
    claimedBy: card.order.claimedBy?.staffId ?? null,
    digest: digestOfCard(card),
  };
}

/** A board keeps its cards: each is read once, however often it is compared. */
const digests = new WeakMap<object, string>();

/** Walls and handhelds are sent different parts of a card: the part that both have. */
export function digestOfCard(card: Card | undefined): string {
  if (card === undefined) return NO_ORDER.digest;
  const known = digests.get(card);
  if (known !== undefined) return known;
  const digest = freshDigest(cardFor('wall', card));
  digests.set(card, digest);
  return digest;
}

/** Of the value, whatever order its keys were written in; an object must not change afterwards. */
export function digestOf(value: unknown): string {
  const known = typeof value === 'object' && value !== null ? digests.get(value) : undefined;
  if (known !== undefined) return known;
  const digest = freshDigest(value);
  if (typeof value === 'object' && value !== null) digests.set(value, digest);
  return digest;
}

function freshDigest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url').slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}
