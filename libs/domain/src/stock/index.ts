/**
 * What other stores have of goods that are missing: a level is what a shop reported, at an instant of its own. It grows
 * old, and then says less and at last nothing.
 */

/** A store that has the goods, as it is offered to a customer. */
export interface StoreWithGoods {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** In a straight line from the customer's store, metres. */
  readonly distanceM: number;
  /** How many it had. */
  readonly quantity: number;
  /** When it had so many, Unix ms. */
  readonly at: number;
}

/** A level of this age is shown as old, ms. */
export const OLD_LEVEL_MS = 24 * 3_600_000;
/** A level of this age sends nobody anywhere, ms. */
export const WORTHLESS_LEVEL_MS = 7 * OLD_LEVEL_MS;
/** Farther than this nobody is sent, metres. */
export const FARTHEST_STORE_M = 30_000;
/** A clock of a shop's system may be ahead by this much, ms. */
export const LEVEL_AHEAD_MS = 5 * 60_000;

/** @param at when the level was true, @param now both Unix ms */
export const isOldLevel = (at: number, now: number): boolean => now - at >= OLD_LEVEL_MS;
