/** What the log itself must keep: one gapless order a store, versions that grow, legal steps alone. */
import { allowedMoves, ORDER_TRANSITIONS } from '@curbline/domain/order';
import { TRIP_TRANSITIONS } from '@curbline/domain/trip';
import { NO_ORDER, type Logged } from './history.js';

const pairs = (moves: readonly (readonly [string, string])[]): Set<string> =>
  new Set(moves.map(([from, to]) => `${from}>${to}`));
const ORDER_MOVES = pairs(allowedMoves(ORDER_TRANSITIONS));
const TRIP_MOVES = pairs(allowedMoves(TRIP_TRANSITIONS));

/** @param heads where each store's log stood before the run. */
export function logBreaches(log: readonly Logged[], heads: Readonly<Record<string, number>>): string[] {
  return [...orderOfEvents(log, heads), ...stepsOfOrders(log)];
}

function* orderOfEvents(log: readonly Logged[], heads: Readonly<Record<string, number>>): Iterable<string> {
  const last = new Map<string, { seq: number; epoch: string }>();
  for (const { store, seq, epoch } of log) {
    const before = last.get(store) ?? { seq: heads[store] ?? 0, epoch };
    if (seq !== before.seq + 1) yield `the log of ${store} has ${seq} after ${before.seq}`;
    if (epoch !== before.epoch) yield `the log of ${store} changed its epoch at ${seq}`;
    last.set(store, { seq, epoch });
  }
}

function* stepsOfOrders(log: readonly Logged[]): Iterable<string> {
  const last = new Map<string, Logged>();
  for (const entry of log) {
    if (entry.order === NO_ORDER.order) continue;
    const before = last.get(entry.order);
    const name = `order ${entry.order} at ${entry.store}/${entry.seq} (${entry.type})`;
    last.set(entry.order, entry);
    if (!before) {
      if (entry.type !== 'order_placed') yield `${name} happened to an order that was never placed`;
      continue;
    }
    if (entry.type === 'order_placed') yield `${name} was placed twice`;
    if (entry.entityVersion <= before.entityVersion) {
      yield `${name} has version ${entry.entityVersion} after ${before.entityVersion}`;
    }
    if (moved(before.orderState, entry.orderState, ORDER_MOVES)) {
      yield `${name} went from ${before.orderState} to ${entry.orderState}`;
    }
    if (moved(before.tripState, entry.tripState, TRIP_MOVES)) {
      yield `${name}: its trip went from ${before.tripState} to ${entry.tripState}`;
    }
    if (entry.type === 'order_claimed' && before.claimedBy !== null && before.claimedBy !== entry.claimedBy) {
      yield `${name} was claimed while somebody else had it`;
    }
  }
}

const moved = (from: string, to: string, allowed: ReadonlySet<string>): boolean =>
  from !== to && !allowed.has(`${from}>${to}`);
