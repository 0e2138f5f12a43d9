import { Injectable } from '@nestjs/common';
import type { OrderState } from '@curbline/contracts/ids';
import { DataSource, type EntityManager } from 'typeorm';
import type { ShopNames } from './webhook-event-of.js';

interface OrderRow {
  readonly order_id: string;
  readonly state: OrderState;
  readonly short_code: string;
  readonly reference: string | null;
  readonly external_id: string | null;
}

/** An order of a trip, as far as webhooks need it. */
export interface TripOrder extends ShopNames {
  readonly orderId: string;
  readonly state: OrderState;
  readonly shortCode: string;
}

const NAMELESS: ShopNames = { reference: null, externalId: null };

/** Reads the orders of order-service, by its view. */
@Injectable()
export class ShopNamesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A function that gives the shop's names of each of these orders. */
  async ofOrders(
    manager: EntityManager,
    storeId: string,
    orderIds: readonly string[],
  ): Promise<(orderId: string) => ShopNames> {
    const rows = await manager.query<OrderRow[]>(
      `SELECT order_id, state, short_code, reference, external_id FROM webhook_order_view
       WHERE store_id = $1 AND order_id = ANY ($2::uuid[])`,
      [storeId, orderIds],
    );
    const byId = new Map(rows.map((row) => [row.order_id, toOrder(row)]));
    return (orderId) => byId.get(orderId) ?? NAMELESS;
  }

  async ofTrip(storeId: string, tripId: string): Promise<TripOrder[]> {
    const rows = await this.dataSource.query<OrderRow[]>(
      `SELECT order_id, state, short_code, reference, external_id FROM webhook_order_view
       WHERE store_id = $1 AND trip_id = $2`,
      [storeId, tripId],
    );
    return rows.map(toOrder);
  }

  /** The lead of each of these stores, seconds; of all stores for null. */
  async leads(storeIds: readonly string[] | null): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ store_id: string; lead_s: number }[]>(
      'SELECT store_id, lead_s FROM webhook_store_view WHERE $1::text[] IS NULL OR store_id = ANY ($1)',
      [storeIds],
    );
    return new Map(rows.map((row) => [row.store_id, row.lead_s]));
  }
}

function toOrder(row: OrderRow): TripOrder {
  return {
    orderId: row.order_id,
    state: row.state,
    shortCode: row.short_code,
    reference: row.reference,
    externalId: row.external_id,
  };
}
