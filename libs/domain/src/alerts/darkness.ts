/** Whether a board that comes back has to say, before all else, that somebody waited while no screen showed them. */
import { DARK_AFTER_MS } from './store-alerts.js';

/** A customer who is here, has not got their order, and to whom nobody goes. */
export interface Unclaimed {
  readonly orderId: string;
  /** Unix ms. */
  readonly arrivedAt: number;
}

export interface Darkness {
  /** When a board of the store was last connected, Unix ms. */
  readonly since: number;
  /** Who waited in it, the longest first. */
  readonly orderIds: readonly string[];
}

/**
 * The darkness that this moment ends. Asked before the board that comes back counts as connected. Who has waited in the
 * dark for no longer than it takes to call it dark is rung for as everybody is; and where no board ever was, none comes back.
 */
export function darknessOf(
  lastConnectedAt: number | null,
  unclaimed: readonly Unclaimed[],
  now: number,
): Darkness | undefined {
  if (lastConnectedAt === null) return undefined;
  const waited = unclaimed
    .filter(({ arrivedAt }) => now - Math.max(arrivedAt, lastConnectedAt) > DARK_AFTER_MS)
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt);
  if (waited.length === 0) return undefined;
  return { since: lastConnectedAt, orderIds: waited.map(({ orderId }) => orderId) };
}
