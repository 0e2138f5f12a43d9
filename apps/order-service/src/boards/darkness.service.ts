/** Who waited while no board of the store was connected, for the board that ends it. */
import { Injectable } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import type { BoardSnapshot } from '@curbline/contracts/http';
import { darknessOf, type Unclaimed } from '@curbline/domain/alerts';
import { inCompartmentSince } from '@curbline/domain/service';
import type { EntityManager } from 'typeorm';

@Injectable()
export class DarknessService {
  /**
   * A board is noted as connected after it has read its snapshot, so the first one that comes back is told, and those
   * that come later are not.
   * @param now Unix ms
   */
  async read(
    manager: EntityManager,
    storeId: string,
    cards: readonly Card[],
    now: number,
  ): Promise<BoardSnapshot['darkness']> {
    const unclaimed = cards.flatMap(unclaimedOf);
    if (unclaimed.length === 0) return undefined;
    const [presence] = await manager.query<{ connected_at: Date }[]>(
      'SELECT connected_at FROM board_presence WHERE store_id = $1',
      [storeId],
    );
    const darkness = darknessOf(presence?.connected_at.getTime() ?? null, unclaimed, now);
    if (!darkness) return undefined;
    return { since: new Date(darkness.since).toISOString(), orderIds: [...darkness.orderIds] };
  }
}

function unclaimedOf({ orderId, order, trip, arrival, service, locker }: Card): Unclaimed[] {
  const waits = trip.state === 'arrived' && arrival?.confirmed && order.handedOverAt === null;
  if (inCompartmentSince(service, locker) !== null) return [];
  return waits && order.claimedBy === null ? [{ orderId, arrivedAt: Date.parse(arrival.occurredAt) }] : [];
}
