/** Finds an order by the name on its bag: for a customer who stands there and never opened their link. */
import { Injectable } from '@nestjs/common';
import type { CardAnswer } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { JUST_HANDED_OVER_MS } from '@curbline/domain/wait';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { readTrip } from '../trips/trip-records.js';
import { cardOf } from './cards.js';
import { readOrdersOfTrips } from './order-records.js';

/** An open order before one that may still be recalled, and that before one given up; of several, the newest. */
const FIND = `
  SELECT id, trip_id FROM pickup_order
  WHERE store_id = $1 AND short_code = $2
    AND (state IN ('placed', 'preparing', 'ready', 'not_collected') OR handed_over_at > $3)
  ORDER BY state = 'not_collected', handed_over_at IS NOT NULL, created_at DESC
  LIMIT 1`;

@Injectable()
export class OrderFinder {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @param shortCode as on the bag, in any case.
   * @throws ProblemException `order-unknown`.
   */
  find(storeId: string, shortCode: string): Promise<CardAnswer> {
    const recallableSince = new Date(this.clock.now() - JUST_HANDED_OVER_MS);
    return readSnapshot(this.dataSource, async (manager) => {
      const [found] = await manager.query<{ id: string; trip_id: string }[]>(FIND, [
        storeId,
        shortCode.trim().toUpperCase(),
        recallableSince,
      ]);
      const trip = found && (await readTrip(manager, storeId, found.trip_id));
      const orders = found ? await readOrdersOfTrips(manager, storeId, [found.trip_id]) : [];
      const order = orders.find(({ id }) => id === found?.id);
      if (!trip || !order) throw problem('order-unknown');
      return { card: cardOf(order, trip) };
    });
  }
}
