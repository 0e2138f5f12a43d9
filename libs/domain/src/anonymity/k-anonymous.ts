/** The smallest group of trips whose observations may be shown: in a smaller one single trips could be identified. */
export const LEAST_GROUP = 3;

/**
 * The items whose key at least `LEAST_GROUP` of them share (k-anonymity after Sweeney 2002, with k = 3). Only these may
 * leave the memory, so that neither the stored state nor the difference between two states shows one or two trips.
 */
export function kAnonymous<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const groups = Map.groupBy(items, keyOf);
  return [...groups.values()].filter((group) => group.length >= LEAST_GROUP).flat();
}
