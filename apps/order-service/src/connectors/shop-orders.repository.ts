/**
 * The orders of shops as they were last known. What an order contains is sealed and stored only while the order waits for
 * a person to map its place; else Curbline's own order has it.
 */
import { Injectable } from '@nestjs/common';
import type { HeldReason, HeldShopOrder } from '@curbline/contracts/http';
import type { ShopOrderStage } from '@curbline/domain/shop-order';
import type { EntityManager } from 'typeorm';
import { SecretBox } from '@curbline/platform';
import type { ShopOrderContent } from './shop-adapter.js';

/** Instants are Unix ms. */
export interface StoredShopOrder {
  readonly externalId: string;
  readonly changedAt: number;
  readonly readAt: number | null;
  readonly stage: ShopOrderStage;
  readonly digest: string;
  readonly locationKey: string | null;
  readonly held: HeldReason | null;
  /** Null as well where it was sealed with another SECRET_KEY. */
  readonly content: ShopOrderContent | null;
  readonly closedByShop: boolean;
  /** Of where the customer is reached, so that a change of it is noticed; null when the order came before this was kept. */
  readonly contactDigest: string | null;
}

type Row = Omit<StoredShopOrder, 'changedAt' | 'readAt' | 'content'> & {
  readonly changedAt: Date;
  readonly readAt: Date | null;
  readonly content: string | null;
};

const COLUMNS = `external_id AS "externalId", changed_at AS "changedAt", read_at AS "readAt", stage, digest,
  location_key AS "locationKey", held, content, closed_by_shop AS "closedByShop", contact_digest AS "contactDigest"`;
const HELD_MS = 30 * 24 * 3_600_000;
/** Longer than any shop's order is under way; then nothing of it is asked any more. */
const KEPT_MS = 400 * 24 * 3_600_000;

@Injectable()
export class ShopOrdersRepository {
  constructor(private readonly box: SecretBox) {}

  async find(
    manager: EntityManager,
    connectionId: string,
    externalId: string,
  ): Promise<StoredShopOrder | undefined> {
    const [row] = await manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM shop_order WHERE connection_id = $1 AND external_id = $2`,
      [connectionId, externalId],
    );
    return row && this.opened(connectionId, row);
  }

  /** @param now Unix ms */
  async put(
    manager: EntityManager,
    connectionId: string,
    order: StoredShopOrder,
    now: number,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO shop_order (connection_id, external_id, changed_at, read_at, stage, digest, location_key, held,
         content, closed_by_shop, tell_after, contact_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (connection_id, external_id) DO UPDATE SET changed_at = $3, read_at = $4, stage = $5, digest = $6,
         location_key = $7, held = $8, content = $9, closed_by_shop = $10,
         contact_digest = $12`,
      [
        connectionId,
        order.externalId,
        new Date(order.changedAt),
        order.readAt === null ? null : new Date(order.readAt),
        order.stage,
        order.digest,
        order.locationKey,
        order.held,
        order.content && this.box.seal(JSON.stringify(order.content), `shop order ${connectionId}`),
        order.closedByShop,
        new Date(now),
        order.contactDigest,
      ],
    );
  }

  /** Held orders whose place somebody has mapped by now, the oldest first, after so many that are passed over. */
  mapped(
    manager: EntityManager,
    most: number,
    passedOver: number,
  ): Promise<{ connectionId: string; externalId: string }[]> {
    return manager.query(
      `SELECT shop_order.connection_id AS "connectionId", external_id AS "externalId"
       FROM shop_order JOIN shop_location AS place
         ON place.connection_id = shop_order.connection_id AND place.key = location_key
       WHERE held IS NOT NULL AND (place.store_id IS NOT NULL OR place.ignored) 
       ORDER BY changed_at, shop_order.connection_id, external_id LIMIT $1 OFFSET $2`,
      [most, passedOver],
    );
  }

  async held(manager: EntityManager, connectionId: string, most: number): Promise<HeldShopOrder[]> {
    const rows = await manager.query<(Omit<HeldShopOrder, 'changedAt'> & { changedAt: Date })[]>(
      `SELECT external_id AS "externalId", held AS reason, place.name AS location, changed_at AS "changedAt"
       FROM shop_order LEFT JOIN shop_location AS place
         ON place.connection_id = shop_order.connection_id AND place.key = location_key
       WHERE shop_order.connection_id = $1 AND held IS NOT NULL ORDER BY changed_at LIMIT $2`,
      [connectionId, most],
    );
    return rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
  }

  /** How many orders of each connection wait for a person. */
  async countHeld(manager: EntityManager): Promise<Map<string, number>> {
    const rows = await manager.query<{ id: string; held: number }[]>(
      `SELECT connection_id AS id, count(*)::int AS held FROM shop_order WHERE held IS NOT NULL GROUP BY 1`,
    );
    return new Map(rows.map(({ id, held }) => [id, held]));
  }

  /** For the hourly clean-up: nobody collects what waited for a month. @param now Unix ms */
  async deleteOld(manager: EntityManager, now: number): Promise<void> {
    await manager.query(
      'UPDATE shop_order SET held = NULL, content = NULL WHERE held IS NOT NULL AND changed_at < $1',
      [new Date(now - HELD_MS)],
    );
    await manager.query('DELETE FROM shop_order WHERE changed_at < $1', [new Date(now - KEPT_MS)]);
  }

  private opened(connectionId: string, row: Row): StoredShopOrder {
    const content = row.content === null ? null : this.box.tryOpen(row.content, `shop order ${connectionId}`);
    return {
      ...row,
      changedAt: row.changedAt.getTime(),
      readAt: row.readAt?.getTime() ?? null,
      content: content === null ? null : (JSON.parse(content) as ShopOrderContent),
    };
  }
}
