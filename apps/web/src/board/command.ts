/** What staff tap on a card, as it waits for the server. */
import type { Card } from '@curbline/contracts/events';
import type { ChangeService, GiveGesture, HandOver, MarkShort } from '@curbline/contracts/http';
import type { ShortMessage } from '@curbline/contracts/ids';
import type { CommandQueue } from '../live/command-queue.js';

/** What the customer showed, or why nothing. */
export type ShownProof = Pick<HandOver, 'proof' | 'code' | 'reason' | 'reasonNote'>;

/** The last part of the command's address, with what its body carries besides the tap's time. */
export type CommandAction =
  | { readonly action: 'claim' | 'release' | 'recall' | 'delay' | 'not-here' | 'locker/empty' }
  /** `compartment`: of an order for a locker, null for none; absent where it fits best. */
  | { readonly action: 'ready'; readonly compartment?: string | null }
  | { readonly action: 'substitute/revoke' }
  | { readonly action: `shortages/${number}`; readonly body: MarkShort }
  | { readonly action: `shortages/${number}/found` }
  | { readonly action: `gestures/${string}`; readonly body: GiveGesture }
  | { readonly action: `gestures/${string}/take-back` }
  | { readonly action: 'service'; readonly body: ChangeService }
  | { readonly action: 'message'; readonly message: ShortMessage }
  | { readonly action: 'arrival'; readonly bay: string | null }
  | ({ readonly action: 'hand-over' } & ShownProof);

export type Command = CommandAction & {
  /** Idempotency key: the same at every try. */
  readonly key: string;
  readonly storeId: string;
  readonly orderId: string;
  /** A tap acts in the name of whoever made it. */
  readonly staffId: string;
  /** Unix ms, server's time. */
  readonly tappedAt: number;
};

/** The orders are the lanes of the queue. */
export type BoardQueue = CommandQueue<Command, Card>;

/** Where the device keeps the taps of a board. */
export const BOARD_TAPS = 'curbline-board-taps';

/** A tap older than this says nothing true any more. */
const OLDEST_MS = 12 * 3_600_000;

/** The taps that a device saved and still has to send, in the order in which they were made. @param nowMs Unix ms. */
export const stillMeant = (kept: readonly Command[], nowMs: number): readonly Command[] =>
  kept.filter(({ tappedAt }) => nowMs - tappedAt < OLDEST_MS).sort((a, b) => a.tappedAt - b.tappedAt);
