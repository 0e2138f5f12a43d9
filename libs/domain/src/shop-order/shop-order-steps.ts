/**
 * What a shop's order means for Curbline. What is wanted follows from the latest version and the map of locations
 * alone, never from the way there; the steps lead from whatever order there is to what is wanted. So the same end is
 * reached in whatever order, and however often, the versions came. Pure.
 */
import type { OrderState } from '../order/order-transitions.js';

/** `not_yet`: not paid, or a draft. `over`: the shop says that the customer has it. */
export type ShopOrderStage = 'not_yet' | 'open' | 'over' | 'canceled';

export interface ShopOrderFacts {
  readonly stage: ShopOrderStage;
  /** False for an order that is shipped or delivered. */
  readonly isPickup: boolean;
  /** The shop's own key of the place where it is picked up; null when the order names none. */
  readonly location: string | null;
}

/** Where orders of a location go: a store, nowhere on purpose, or not decided yet. */
export type LocationMapping =
  | { readonly kind: 'store'; readonly storeId: string }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' };

export type WantedOrder =
  | { readonly kind: 'order'; readonly storeId: string }
  /** The customer has it. */
  | { readonly kind: 'over' }
  /** An order is due, and a person has to say at which store. */
  | { readonly kind: 'held'; readonly reason: 'location_unknown' | 'location_missing' }
  | { readonly kind: 'none'; readonly reason: 'not_a_pickup' | 'location_ignored' | 'not_yet' | 'canceled' };

/** @param mapping of the order's location. */
export function decideWanted(facts: ShopOrderFacts, mapping: LocationMapping): WantedOrder {
  if (facts.stage === 'canceled' || facts.stage === 'not_yet') return { kind: 'none', reason: facts.stage };
  if (!facts.isPickup) return { kind: 'none', reason: 'not_a_pickup' };
  if (facts.stage === 'over') return { kind: 'over' };
  if (facts.location === null) return { kind: 'held', reason: 'location_missing' };
  switch (mapping.kind) {
    case 'store':
      return { kind: 'order', storeId: mapping.storeId };
    case 'ignored':
      return { kind: 'none', reason: 'location_ignored' };
    case 'unknown':
      return { kind: 'held', reason: 'location_unknown' };
  }
}

/** The order that Curbline has for the shop's. */
export interface CurrentOrder {
  readonly storeId: string;
  readonly state: OrderState;
  /** It was handed over because the shop said that the customer has it, and not by staff. */
  readonly closedByShop: boolean;
}

export type ShopOrderStep =
  | { readonly name: 'place'; readonly storeId: string }
  /** Gives the order that there is what the latest version says. */
  | { readonly name: 'edit' }
  | { readonly name: 'cancel' }
  | { readonly name: 'close' };

const UNDER_WAY = new Set<OrderState>(['placed', 'preparing', 'ready', 'not_collected']);

/** The steps from the order that there is to what is wanted; none when nothing is left to do. */
export function decideSteps(wanted: WantedOrder, current: CurrentOrder | undefined): ShopOrderStep[] {
  const underWay = current !== undefined && UNDER_WAY.has(current.state);
  switch (wanted.kind) {
    case 'over':
      return underWay ? [{ name: 'close' }] : [];
    case 'held':
    case 'none':
      return underWay ? [{ name: 'cancel' }] : [];
    case 'order': {
      const { storeId } = wanted;
      // Staff handed it over: the shop has not heard of it yet, and nothing is to be prepared again.
      if (current?.state === 'handed_over' && !current.closedByShop) return [];
      if (!underWay) return [{ name: 'place', storeId }];
      return current.storeId === storeId
        ? [{ name: 'edit' }]
        : [{ name: 'cancel' }, { name: 'place', storeId }];
    }
  }
}
