/** What ends a trip's links, and what lets them live longer. */
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';

/** How long the customer may still look at the end of their trip: the receipt, the thanks. */
export const LINK_LIFE_AFTER_TRIP_MS = 2 * 3_600_000;

/** Lets all links of a trip run out two hours after it closed. @param at when it closed, Unix ms. */
export function expireLinks(manager: EntityManager, storeId: string, tripId: string, at: number): void {
  pipeline(
    manager,
    `UPDATE trip_link SET expires_at = LEAST(expires_at, $3) WHERE store_id = $1 AND trip_id = $2`,
    [storeId, tripId, new Date(at + LINK_LIFE_AFTER_TRIP_MS)],
  );
}

/**
 * Gives the links of an open trip, and the sessions opened by them, another end: sooner or later.
 * @param until Unix ms
 */
export function moveLinks(manager: EntityManager, storeId: string, tripId: string, until: number): void {
  const parameters = [storeId, tripId, new Date(until)];
  for (const table of ['trip_link', 'customer_session']) {
    pipeline(manager, `UPDATE ${table} SET expires_at = $3 WHERE store_id = $1 AND trip_id = $2`, parameters);
  }
}

/** Ends all links of a trip now, and with them every session opened by one. @param at Unix ms. */
export async function revokeLinks(
  manager: EntityManager,
  storeId: string,
  tripId: string,
  at: number,
): Promise<void> {
  await manager.query(
    `UPDATE trip_link SET revoked_at = $3 WHERE store_id = $1 AND trip_id = $2 AND revoked_at IS NULL`,
    [storeId, tripId, new Date(at)],
  );
}
