/**
 * Which of two versions of a shop's order is the later one. Shops deliver twice, late and out of order, and their clocks
 * have seconds: two changes of one second cannot be ordered by their time. Then the shop is asked, because what it
 * answers now is later than both. Pure.
 */

export interface ShopOrderVersion {
  /** When the order was changed, by the shop's clock. Unix ms, often whole seconds. */
  readonly changedAt: number;
  /** When we began to read this version from the shop, Unix ms; null for one that the shop sent. */
  readonly readAt: number | null;
  /** How far the order has come, for two of one time when the shop cannot be asked. */
  readonly stageRank: number;
  /** A hash of all that matters of the version. */
  readonly digest: string;
}

/** `read`: only the shop can say; it must be asked for the order. */
export type VersionDecision = 'newer' | 'older' | 'same' | 'read';

/**
 * @param known the latest version so far; undefined when there is none.
 * @param canRead whether the shop can be asked for the order.
 */
export function decideVersion(
  known: ShopOrderVersion | undefined,
  next: ShopOrderVersion,
  canRead: boolean,
): VersionDecision {
  if (!known || next.changedAt > known.changedAt) return 'newer';
  if (next.changedAt < known.changedAt) return 'older';
  if (next.digest === known.digest) return 'same';
  if (next.readAt !== null) return next.readAt >= (known.readAt ?? 0) ? 'newer' : 'older';
  if (canRead) return 'read';
  // Nobody can say which was first. The same choice whatever came first: the one that has come further.
  if (known.readAt !== null) return 'older';
  if (next.stageRank !== known.stageRank) return next.stageRank > known.stageRank ? 'newer' : 'older';
  return next.digest > known.digest ? 'newer' : 'older';
}
