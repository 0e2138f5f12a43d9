/** The size of the smallest group that may be told of: what fewer trips say could be told apart. */
export const LEAST_GROUP = 3;

/**
 * The items whose key at least `LEAST_GROUP` of them share (k-anonymity after Sweeney 2002, with k = 3). Only these may
 * leave the memory, so that neither what is kept nor the difference between two of its states tells of one or two.
 */
export function kAnonymous<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const groups = Map.groupBy(items, keyOf);
  return [...groups.values()].filter((group) => group.length >= LEAST_GROUP).flat();
}
