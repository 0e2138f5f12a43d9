/**
 * What shops sent and what was read from them, stored before anything comes of it. A body that came before is stored
 * once: its hash tells it, since shops have no ids of deliveries to rely on. The body is sealed, because it has names and
 * addresses, and deleted as soon as it was applied.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ShopDelivery } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { SecretBox } from '@curbline/platform';

export interface Delivery {
  readonly id: string;
  readonly connectionId: string;
  readonly source: 'webhook' | 'read';
  /** Unix ms; for one that was read, before the shop was asked. */
  readonly receivedAt: number;
  readonly attempts: number;
  /** JSON; null where it was sealed with another SECRET_KEY. */
  readonly body: string | null;
}

export interface NewDelivery {
  readonly connectionId: string;
  readonly source: Delivery['source'];
  readonly topic: string | null;
  readonly receivedAt: number;
  readonly body: string;
}

/** As long as a shop repeats itself, and somebody asks what became of a delivery. */
const KEPT_MS = 30 * 24 * 3_600_000;

@Injectable()
export class InboxRepository {
  constructor(private readonly box: SecretBox) {}

  /** @returns false when this body came before, and did not fail then. */
  async insert(manager: EntityManager, delivery: NewDelivery): Promise<boolean> {
    const { connectionId, source, topic, receivedAt, body } = delivery;
    const stored = await manager.query<object[]>(
      `INSERT INTO shop_inbox AS known
         (connection_id, body_hash, source, topic, received_at, state, try_after, body)
       VALUES ($1, $2, $3, $4, $5, 'waiting', $5, $6)
       ON CONFLICT (connection_id, body_hash)
       DO UPDATE SET state = 'waiting', reason = NULL, attempts = 0, try_after = $5, body = $6
       WHERE known.state = 'failed'
       RETURNING 1`,
      [
        connectionId,
        createHash('sha256').update(body).digest(),
        source,
        topic?.slice(0, 100) ?? null,
        new Date(receivedAt),
        this.box.seal(body, `shop inbox ${connectionId}`),
      ],
    );
    return stored.length > 0;
  }

  /** Takes what waits, the oldest first, so that nobody else takes it for `leaseMs`. @param now Unix ms */
  async take(manager: EntityManager, now: number, most: number, leaseMs: number): Promise<Delivery[]> {
    const [rows] = await manager.query<
      [(Omit<Delivery, 'receivedAt' | 'body'> & { receivedAt: Date; body: string })[], number]
    >(
      `UPDATE shop_inbox SET attempts = attempts + 1, try_after = $3
       WHERE id IN (SELECT id FROM shop_inbox WHERE state = 'waiting' AND try_after <= $1
                    ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id, connection_id AS "connectionId", source, received_at AS "receivedAt", attempts, body`,
      [new Date(now), most, new Date(now + leaseMs)],
    );
    return rows
      .map((row) => ({
        ...row,
        receivedAt: row.receivedAt.getTime(),
        body: this.box.tryOpen(row.body, `shop inbox ${row.connectionId}`),
      }))
      .toSorted((a, b) => Number(a.id) - Number(b.id));
  }

  /** Nothing is left to do with it. */
  async settle(
    manager: EntityManager,
    id: string,
    end: { state: 'applied' | 'ignored'; reason: string | null; externalId: string | null },
  ): Promise<void> {
    await manager.query(
      `UPDATE shop_inbox SET state = $2, reason = $3, external_id = $4, body = NULL WHERE id = $1`,
      [id, end.state, end.reason, end.externalId],
    );
  }

  /** It could not be applied. @param tryAfter Unix ms; null: it is not tried again, unless it comes again. */
  async postpone(manager: EntityManager, id: string, reason: string, tryAfter: number | null): Promise<void> {
    await manager.query(
      tryAfter === null
        ? `UPDATE shop_inbox SET state = 'failed', reason = $2 WHERE id = $1`
        : `UPDATE shop_inbox SET try_after = $3, reason = $2 WHERE id = $1`,
      tryAfter === null ? [id, reason] : [id, reason, new Date(tryAfter)],
    );
  }

  /** What failed, or waits for its next attempt, is due now. @param now Unix ms */
  async retry(manager: EntityManager, connectionId: string, now: number): Promise<void> {
    await manager.query(
      `UPDATE shop_inbox SET state = 'waiting', attempts = 0, try_after = $2, reason = NULL
       WHERE connection_id = $1 AND (state = 'failed' OR (state = 'waiting' AND reason IS NOT NULL))`,
      [connectionId, new Date(now)],
    );
  }

  async latest(manager: EntityManager, connectionId: string, most: number): Promise<ShopDelivery[]> {
    const rows = await manager.query<(Omit<ShopDelivery, 'receivedAt'> & { receivedAt: Date })[]>(
      `SELECT received_at AS "receivedAt", source, topic, external_id AS "externalId", state, reason
       FROM shop_inbox WHERE connection_id = $1 ORDER BY received_at DESC, id DESC LIMIT $2`,
      [connectionId, most],
    );
    return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
  }

  /** For the hourly clean-up. @param now Unix ms */
  async deleteOld(manager: EntityManager, now: number): Promise<void> {
    await manager.query('DELETE FROM shop_inbox WHERE received_at < $1', [new Date(now - KEPT_MS)]);
  }
}
