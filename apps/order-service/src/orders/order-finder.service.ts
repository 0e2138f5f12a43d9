/** Finds an order by the name on its bag, or by its customer's: for somebody who stands there and never opened their link. */
import { Injectable } from '@nestjs/common';
import { type CardAnswer, type FoundOrders, MOST_FOUND, type OrderLinesView } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { searchOrders } from '@curbline/domain/search';
import { JUST_HANDED_OVER_MS } from '@curbline/domain/wait';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { cardOf } from '../pickups/cards.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { OrderLinesRepository } from './order-lines.repository.js';

/** An open order before one that may still be recalled, and that before one given up; of several, the newest. */
const FIND = `
  SELECT id, trip_id FROM pickup_order
  WHERE store_id = $1 AND short_code = $2
    AND (state IN ('placed', 'preparing', 'ready', 'not_collected') OR handed_over_at > $3)
  ORDER BY state = 'not_collected', handed_over_at IS NOT NULL, created_at DESC
  LIMIT 1`;

/** An order given up longer ago than this is found by its exact code alone. */
const GIVEN_UP_FOUND_MS = 14 * 24 * 3_600_000;

/** All that may still be fetched, the newest first. Names are compared outside SQL, whose folding differs by locale. */
const SEARCHED = `
  SELECT id, trip_id AS "tripId", customer_name AS "customerName", short_code AS "shortCode" FROM pickup_order
  WHERE store_id = $1
    AND (state IN ('placed', 'preparing', 'ready') OR (state = 'not_collected' AND created_at > $2))
  ORDER BY created_at DESC, id`;

interface SearchedRow {
  readonly id: string;
  readonly tripId: string;
  readonly customerName: string;
  readonly shortCode: string;
}

@Injectable()
export class OrderFinderService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly trips: TripsRepository,
    private readonly orders: OrdersRepository,
    private readonly orderLines: OrderLinesRepository,
  ) {}

  /** What is in the bags. @throws ProblemException `order-unknown`. */
  async lines(storeId: string, orderId: string): Promise<OrderLinesView> {
    const { manager } = this.dataSource;
    const orders = await this.orders.findOfSameTrip(manager, storeId, orderId);
    if (orders.length === 0) throw problem('order-unknown');
    return { lines: await this.orderLines.find(manager, storeId, orderId) };
  }

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
      const trip = found && (await this.trips.find(manager, storeId, found.trip_id));
      const orders = found ? await this.orders.findByTrips(manager, storeId, [found.trip_id]) : [];
      const order = orders.find(({ id }) => id === found?.id);
      if (!trip || !order) throw problem('order-unknown');
      return { card: cardOf(order, trip) };
    });
  }

  /**
   * @param query the beginning of a name or of a short code, in any case, with or without accents.
   * @returns at most ten orders, the likeliest first.
   */
  search(storeId: string, query: string): Promise<FoundOrders> {
    const givenUpSince = new Date(this.clock.now() - GIVEN_UP_FOUND_MS);
    return readSnapshot(this.dataSource, async (manager) => {
      const rows = await manager.query<SearchedRow[]>(SEARCHED, [storeId, givenUpSince]);
      const found = searchOrders(query, rows, MOST_FOUND);
      const tripIds = [...new Set(found.map(({ tripId }) => tripId))];
      const [trips, orders] = await Promise.all([
        this.trips.findByIds(manager, storeId, tripIds),
        this.orders.findByTrips(manager, storeId, tripIds),
      ]);
      return {
        cards: found.flatMap(({ id, tripId }) => {
          const trip = trips.find((one) => one.id === tripId);
          const order = orders.find((one) => one.id === id);
          return trip && order ? [cardOf(order, trip)] : [];
        }),
      };
    });
  }
}
