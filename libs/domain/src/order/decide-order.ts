/**
 * The work on an order: pure decision from state and command to the new state and what happened.
 * Refusals that can be expected are values; the caller answers them, nothing is thrown.
 */
import { nextState } from '../transitions.js';
import { ORDER_TRANSITIONS, type OrderState } from './order-transitions.js';

/** How long `recall` can take a hand-over back. */
export const RECALL_MS = 30 * 60_000;

export type HandOverProof = 'code' | 'qr' | 'id_checked' | 'none';

export interface Claimer {
  readonly staffId: string;
  readonly name: string;
}

/** What the decision needs of an order. Instants are Unix milliseconds. */
export interface Order {
  readonly state: OrderState;
  readonly readyAt: number | null;
  readonly claimedBy: Claimer | null;
  readonly claimedAt: number | null;
  readonly handedOverAt: number | null;
  readonly proof: HandOverProof | null;
  readonly recalls: number;
}

export type OrderCommand =
  | { readonly name: 'prepare' | 'make_ready' | 'cancel' | 'give_up' | 'recall' }
  | { readonly name: 'claim'; readonly by: Claimer }
  /** `anyClaim`: a manager may release somebody else's claim. */
  | { readonly name: 'release'; readonly by: Claimer; readonly anyClaim: boolean }
  /** `codeMatches` is whether the code given is the customer's; undefined when none was given. */
  | {
      readonly name: 'hand_over';
      readonly by: Claimer;
      readonly proof: HandOverProof;
      readonly codeMatches: boolean | undefined;
    };

export type OrderFact =
  | 'order_preparing'
  | 'order_ready'
  | 'order_claimed'
  | 'claim_released'
  | 'order_handed_over'
  | 'order_recalled'
  | 'order_canceled'
  | 'order_not_collected';

export type OrderRefusal =
  | { readonly refused: 'already-claimed'; readonly by: Claimer; readonly at: number }
  | { readonly refused: 'not-claimed-by-you' | 'wrong-code' | 'recall-too-late' | 'not-possible-now' };

/** `fact` is null when the command changes nothing (the same claim again): no event, no new version. */
export type OrderDecision = { readonly order: Order; readonly fact: OrderFact | null } | OrderRefusal;

/** Decides one command at `now` (Unix ms). Pure: the same arguments give the same answer. */
export function decideOrder(order: Order, command: OrderCommand, now: number): OrderDecision {
  const to = nextState(ORDER_TRANSITIONS, order.state, command.name);
  if (to === undefined) return { refused: 'not-possible-now' };
  switch (command.name) {
    case 'prepare':
      return changed(order, to, 'order_preparing');
    case 'make_ready':
      return changed({ ...order, readyAt: order.readyAt ?? now }, to, 'order_ready');
    case 'cancel':
      return changed(order, to, 'order_canceled');
    case 'give_up':
      return changed(order, to, 'order_not_collected');
    case 'claim':
      return claim(order, command.by, now);
    case 'release':
      return release(order, command.by, command.anyClaim);
    case 'hand_over':
      return handOver(order, command, now);
    case 'recall':
      return recall(order, now);
  }
}

function changed(order: Order, to: OrderState, fact: OrderFact): OrderDecision {
  return { order: { ...order, state: to }, fact: order.state === to ? null : fact };
}

function claim(order: Order, by: Claimer, now: number): OrderDecision {
  if (order.claimedBy === null) {
    return { order: { ...order, claimedBy: by, claimedAt: now }, fact: 'order_claimed' };
  }
  if (order.claimedBy.staffId === by.staffId) return { order, fact: null };
  return { refused: 'already-claimed', by: order.claimedBy, at: order.claimedAt ?? now };
}

function release(order: Order, by: Claimer, anyClaim: boolean): OrderDecision {
  if (order.claimedBy === null) return { order, fact: null };
  if (order.claimedBy.staffId !== by.staffId && !anyClaim) return { refused: 'not-claimed-by-you' };
  return { order: { ...order, claimedBy: null, claimedAt: null }, fact: 'claim_released' };
}

function handOver(
  order: Order,
  command: Extract<OrderCommand, { name: 'hand_over' }>,
  now: number,
): OrderDecision {
  const needsCode = command.proof === 'code' || command.proof === 'qr';
  if (needsCode && command.codeMatches !== true) return { refused: 'wrong-code' };
  return {
    order: {
      ...order,
      state: 'handed_over',
      readyAt: order.readyAt ?? now,
      claimedBy: order.claimedBy ?? command.by,
      claimedAt: order.claimedAt ?? now,
      handedOverAt: now,
      proof: command.proof,
    },
    fact: 'order_handed_over',
  };
}

function recall(order: Order, now: number): OrderDecision {
  if (order.handedOverAt === null || now - order.handedOverAt > RECALL_MS) {
    return { refused: 'recall-too-late' };
  }
  // The claim stays: whoever tapped by mistake is still the one who is going, and nothing rings again.
  return {
    order: { ...order, state: 'ready', handedOverAt: null, proof: null, recalls: order.recalls + 1 },
    fact: 'order_recalled',
  };
}
