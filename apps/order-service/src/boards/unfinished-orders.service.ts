/** What stands in no column of the board and is not done: arrivals left open, and orders given up lately. */
import { Injectable } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import type { UnfinishedOrders } from '@curbline/contracts/http';
import { cardFor, type BoardAudience } from '@curbline/contracts/visibility';
import { readSnapshot } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { cardOf } from '../pickups/cards.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';

const GIVEN_UP_SHOWN_MS = 14 * 24 * 3_600_000;
const OPEN: ReadonlySet<string> = new Set(['placed', 'preparing', 'ready']);
const MOST = 200;

const GIVEN_UP = `
  trip.id IN (SELECT trip_id FROM pickup_order
              WHERE store_id = $1 AND state = 'not_collected' AND trip.closed_at > $2)`;

@Injectable()
export class UnfinishedOrdersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly trips: TripsRepository,
    private readonly orders: OrdersRepository,
  ) {}

  /** As far as the audience may see it. */
  read(storeId: string, audience: BoardAudience): Promise<UnfinishedOrders> {
    const seen = (card: Card): Card => cardFor(audience, card);
    const since = new Date(this.clock.now() - GIVEN_UP_SHOWN_MS);
    return readSnapshot(this.dataSource, async (manager) => {
      const [leftOpen, givenUp] = await Promise.all([
        this.cardsOf(manager, storeId, `trip.state = 'left_open'`, 'left_open_at'),
        this.cardsOf(manager, storeId, GIVEN_UP, 'closed_at', [since]),
      ]);
      return {
        leftOpen: leftOpen.filter(({ order }) => OPEN.has(order.state)).map(seen),
        notCollected: givenUp.filter(({ order }) => order.state === 'not_collected').map(seen),
      };
    });
  }

  /** In the order of the trips. */
  private async cardsOf(
    manager: EntityManager,
    storeId: string,
    condition: string,
    newest: 'left_open_at' | 'closed_at',
    parameters: readonly unknown[] = [],
  ): Promise<Card[]> {
    const newestFirst = `ORDER BY trip.${newest} DESC LIMIT ${MOST}`;
    const trips = await this.trips.findWhere(manager, storeId, condition, parameters, newestFirst);
    const orders = await this.orders.findByTrips(
      manager,
      storeId,
      trips.map(({ id }) => id),
    );
    return trips.flatMap((trip) =>
      orders.filter(({ tripId }) => tripId === trip.id).map((order) => cardOf(order, trip)),
    );
  }
}
