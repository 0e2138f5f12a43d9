/** The lines of orders: what is in the bags. They say what a person buys, and are deleted before the order is. */
import { Injectable } from '@nestjs/common';
import type { OrderLine } from '@curbline/contracts/http';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';

/** How long lines stay once their order is closed, for whoever asks what was in the bags. */
const LINES_KEPT_MS = 30 * 24 * 3_600_000;

@Injectable()
export class OrderLinesRepository {
  /** Puts these lines in the place of those that are stored; an order without lines has no row. @param now Unix ms */
  put(
    manager: EntityManager,
    storeId: string,
    orderId: string,
    lines: readonly OrderLine[],
    now: number,
  ): void {
    if (lines.length === 0) {
      pipeline(manager, 'DELETE FROM order_lines WHERE store_id = $1 AND order_id = $2', [storeId, orderId]);
      return;
    }
    pipeline(
      manager,
      `INSERT INTO order_lines (store_id, order_id, lines, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (store_id, order_id) DO UPDATE SET lines = excluded.lines`,
      [storeId, orderId, JSON.stringify(lines), new Date(now)],
    );
  }

  async find(manager: EntityManager, storeId: string, orderId: string): Promise<OrderLine[]> {
    const [row] = await manager.query<{ lines: OrderLine[] }[]>(
      'SELECT lines FROM order_lines WHERE store_id = $1 AND order_id = $2',
      [storeId, orderId],
    );
    return row?.lines ?? [];
  }

  /** Deletes the lines of orders that closed 30 days ago; for the hourly clean-up. @param now Unix ms */
  async deleteOld(manager: EntityManager, now: number): Promise<void> {
    const before = new Date(now - LINES_KEPT_MS);
    await manager.query(
      `DELETE FROM order_lines AS old USING pickup_order AS placed, trip
       WHERE old.created_at < $1 AND placed.store_id = old.store_id AND placed.id = old.order_id
         AND trip.store_id = placed.store_id AND trip.id = placed.trip_id AND trip.closed_at < $1`,
      [before],
    );
  }
}
