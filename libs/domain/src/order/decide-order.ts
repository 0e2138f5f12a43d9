/**
 * The decision on the work for an order: from the state and a command to the new state and the fact. Expected refusals are
 * values for the caller to answer; nothing is thrown.
 */
import { nextState } from '../transitions.js';
import { ORDER_TRANSITIONS, type OrderState } from './order-transitions.js';
import {
  proofFault,
  type HandOverProof,
  type NoProofReason,
  type ProofFault,
  type ProofGiven,
} from './proof-policy.js';

/** A hand-over can be recalled for this long. */
export const RECALL_MS = 30 * 60_000;

/** One tap on "not ready" moves the time at which the order is expected to be ready by this. */
export const DELAY_STEP_MS = 5 * 60_000;
/** A delay may not end later than this; beyond it, staff have to talk to the customer. */
export const LONGEST_DELAY_MS = 60 * 60_000;

export interface Claimer {
  readonly staffId: string;
  readonly name: string;
}

/** What the decision needs of an order. Instants are Unix milliseconds. */
export interface Order {
  readonly state: OrderState;
  readonly readyAt: number | null;
  /** When the order will be ready, as staff told the customer; null when it is not delayed or is ready. */
  readonly expectedReadyAt: number | null;
  readonly claimedBy: Claimer | null;
  readonly claimedAt: number | null;
  readonly handedOverAt: number | null;
  readonly proof: HandOverProof | null;
  /** Why nothing was shown, with proof `none`. */
  readonly proofReason: NoProofReason | null;
  readonly recalls: number;
}

export type OrderCommand =
  | { readonly name: 'prepare' | 'make_ready' | 'cancel' | 'give_up' | 'recall' | 'reopen' | 'delay' }
  /** The window itself is no part of what is decided here; an order that was given up comes back with it. */
  | { readonly name: 'change_window' }
  /** Nor is the service: this says whether it may still be another one. */
  | { readonly name: 'change_service' }
  | { readonly name: 'claim'; readonly by: Claimer }
  /** `anyClaim`: a manager may release somebody else's claim. */
  | { readonly name: 'release'; readonly by: Claimer; readonly anyClaim: boolean }
  | { readonly name: 'hand_over'; readonly by: Claimer; readonly given: ProofGiven }
  /** A compartment was opened, by its label; `assigned` is the one in which the order lies, null when in none. */
  | { readonly name: 'open'; readonly compartment: string; readonly assigned: string | null };

export type OrderFact =
  | 'order_preparing'
  | 'order_ready'
  | 'order_delayed'
  | 'order_claimed'
  | 'claim_released'
  | 'order_handed_over'
  | 'order_recalled'
  | 'order_canceled'
  | 'order_not_collected'
  | 'order_reopened'
  | 'window_changed'
  | 'service_changed';

export type OrderRefusal =
  | { readonly refused: 'already-claimed'; readonly by: Claimer; readonly at: number }
  | {
      readonly refused:
        'not-claimed-by-you' | 'recall-too-late' | 'not-possible-now' | 'wrong-compartment' | ProofFault;
    };

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
      return changed({ ...order, readyAt: order.readyAt ?? now, expectedReadyAt: null }, to, 'order_ready');
    case 'delay':
      return delay(order, now);
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
    case 'open':
      return opened(order, command, now);
    case 'recall':
      return recall(order, now);
    case 'reopen':
      return { order: reopened(order), fact: 'order_reopened' };
    case 'change_window':
      return {
        order: order.state === 'not_collected' ? reopened(order) : order,
        fact: 'window_changed',
      };
    case 'change_service':
      return { order, fact: 'service_changed' };
  }
}

/** Takes an order back that was given up. It is unclaimed, and ready if it was ready before. */
function reopened(order: Order): Order {
  const state = order.readyAt === null ? 'placed' : 'ready';
  return { ...order, state, expectedReadyAt: null, claimedBy: null, claimedAt: null };
}

function changed(order: Order, to: OrderState, fact: OrderFact): OrderDecision {
  return { order: { ...order, state: to }, fact: order.state === to ? null : fact };
}

/** Adds five minutes to now, or to the time that the customer was told if that is still to come. */
function delay(order: Order, now: number): OrderDecision {
  const expectedReadyAt = Math.max(now, order.expectedReadyAt ?? now) + DELAY_STEP_MS;
  if (expectedReadyAt - now > LONGEST_DELAY_MS) return { refused: 'not-possible-now' };
  return { order: { ...order, expectedReadyAt }, fact: 'order_delayed' };
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
  const { given } = command;
  const fault = proofFault(given);
  if (fault) return { refused: fault };
  return {
    order: {
      ...order,
      state: 'handed_over',
      readyAt: order.readyAt ?? now,
      expectedReadyAt: null,
      claimedBy: order.claimedBy ?? command.by,
      claimedAt: order.claimedAt ?? now,
      handedOverAt: now,
      proof: given.proof,
      proofReason: given.proof === 'none' ? given.reason : null,
    },
    fact: 'order_handed_over',
  };
}

function opened(
  order: Order,
  { compartment, assigned }: Extract<OrderCommand, { name: 'open' }>,
  now: number,
): OrderDecision {
  if (assigned === null) return { refused: 'not-possible-now' };
  if (compartment !== assigned) return { refused: 'wrong-compartment' };
  return {
    order: { ...order, state: 'handed_over', handedOverAt: now, proof: 'opened', proofReason: null },
    fact: 'order_handed_over',
  };
}

function recall(order: Order, now: number): OrderDecision {
  if (order.handedOverAt === null || now - order.handedOverAt > RECALL_MS) {
    return { refused: 'recall-too-late' };
  }
  // The claim stays: the person who tapped by mistake is still going, and nobody is alerted again.
  return {
    order: {
      ...order,
      state: 'ready',
      handedOverAt: null,
      proof: null,
      proofReason: null,
      recalls: order.recalls + 1,
    },
    fact: 'order_recalled',
  };
}
