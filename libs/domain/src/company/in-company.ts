/** Fewer trips than this could be told apart. */
export const LEAST_TOGETHER = 3;

/**
 * Those of the items that share their key with enough others: only together may they leave the memory, so that
 * neither what is kept nor the difference between two of its states tells of one or two.
 */
export function inCompany<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const byKey = Map.groupBy(items, keyOf);
  return [...byKey.values()].filter((together) => together.length >= LEAST_TOGETHER).flat();
}
