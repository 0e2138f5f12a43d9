/** Orders whose hold is nearly over, or over. */
import { Injectable } from '@nestjs/common';
import { HOLD_NOTICE_MS } from '@curbline/domain/hold';
import type { EntityManager } from 'typeorm';

export interface HeldOrder {
  readonly storeId: string;
  readonly orderId: string;
}

/** Whoever has set off or is here is waited for, and whoever is late until the time that they named. $1 now, $2 now and the notice, $3 now less the notice. */
const DUE = `
  SELECT placed.store_id AS "storeId", placed.id AS "orderId"
  FROM pickup_order AS placed
  JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
  WHERE placed.state IN ('placed', 'preparing', 'ready') AND trip.state IN ('pending', 'left_open')
    AND NOT (trip.late_said_at IS NOT NULL AND trip.declared_arrival_at > $1)
    AND held_until <= $2
    AND (hold_told_at IS NULL OR (held_until <= $1 AND hold_told_at <= $3))
  ORDER BY held_until LIMIT $4`;

@Injectable()
export class HoldsRepository {
  /** The most urgent first. @param now Unix ms */
  due(manager: EntityManager, now: number, most: number): Promise<HeldOrder[]> {
    return manager.query<HeldOrder[]>(DUE, [
      new Date(now),
      new Date(now + HOLD_NOTICE_MS),
      new Date(now - HOLD_NOTICE_MS),
      most,
    ]);
  }
}
