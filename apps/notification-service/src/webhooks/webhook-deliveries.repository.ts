/**
 * Deliveries of webhooks. A process takes those that are due under a lease; if it ends before it has written what became
 * of one, the lease runs out and the delivery is sent again, with the same id: at least once.
 */
import { Injectable } from '@nestjs/common';
import type { WebhookDeliveryState, WebhookError, WebhookReplay } from '@curbline/contracts/http';
import { entityOf } from '@curbline/database';
import { DataSource, type EntityManager, In } from 'typeorm';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.js';

/** For how long a process may be sending one delivery, ms: longer than an attempt takes. */
const LEASE_MS = 60_000;

/** Takes rows of one endpoint that are due; of several processes each takes others. */
const TAKE = `
  WITH due AS (
    SELECT store_id, event_id FROM webhook_delivery
    WHERE endpoint_id = $1 AND state = 'waiting' AND due_at <= $2
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE webhook_delivery AS delivery SET state = 'sending', attempts = attempts + 1, leased_until = $4,
      first_attempt_at = coalesce(first_attempt_at, $2)
    FROM due WHERE delivery.store_id = due.store_id AND delivery.endpoint_id = $1 AND delivery.event_id = due.event_id
    RETURNING delivery.*
  )
  SELECT * FROM taken ORDER BY due_at`;

export interface Settled {
  readonly state: 'delivered' | 'failed' | 'waiting';
  /** With `waiting`, Unix ms. */
  readonly dueAt?: number;
  readonly status: number | null;
  readonly error: WebhookError | null;
  readonly tookMs: number;
}

/** The last one of a page. */
export interface DeliveredBefore {
  readonly occurredAt: Date;
  readonly eventId: string;
}

@Injectable()
export class WebhookDeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds those that are not there yet. @returns the endpoints for which any was added */
  async add(manager: EntityManager, deliveries: readonly WebhookDeliveryEntity[]): Promise<string[]> {
    if (deliveries.length === 0) return [];
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(WebhookDeliveryEntity)
      .values([...deliveries])
      .orIgnore()
      .returning(['endpointId'])
      .execute();
    return [...new Set((raw as { endpoint_id: string }[]).map(({ endpoint_id: id }) => id))];
  }

  /** The oldest first; whoever gets one must settle it. @param now Unix ms */
  async take(endpointId: string, most: number, now: number): Promise<WebhookDeliveryEntity[]> {
    const { manager } = this.dataSource;
    const values = [endpointId, new Date(now), most, new Date(now + LEASE_MS)];
    const rows = await manager.query<Record<string, unknown>[]>(TAKE, values);
    return rows.map((row) => entityOf(manager, WebhookDeliveryEntity, row));
  }

  /** The endpoints that have something due. @param now Unix ms */
  async endpointsWithDue(now: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM webhook_endpoint AS endpoint WHERE state = 'on' AND EXISTS (
         SELECT 1 FROM webhook_delivery WHERE endpoint_id = endpoint.id AND state = 'waiting' AND due_at <= $1)`,
      [new Date(now)],
    );
    return rows.map(({ id }) => id);
  }

  /** Writes what became of an attempt, unless its lease ran out and another has begun, or it was replayed. */
  async settle(delivery: WebhookDeliveryEntity, settled: Settled): Promise<void> {
    const { storeId, endpointId, eventId, attempts } = delivery;
    const { state, dueAt, status, error, tookMs } = settled;
    await this.dataSource.manager.update(
      WebhookDeliveryEntity,
      { storeId, endpointId, eventId, attempts, state: In(['sending', 'waiting']) },
      {
        state,
        ...(dueAt !== undefined && { dueAt: new Date(dueAt) }),
        leasedUntil: null,
        status,
        error,
        tookMs,
      },
    );
  }

  /** Puts back what an ended process was sending. @param now Unix ms */
  async putBackLost(now: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE webhook_delivery SET state = 'waiting', leased_until = NULL
       WHERE state = 'sending' AND leased_until < $1`,
      [new Date(now)],
    );
  }

  /** What still waits for an endpoint that was turned off is not sent. */
  async giveUp(manager: EntityManager, endpointId: string): Promise<void> {
    await manager.query(
      `UPDATE webhook_delivery SET state = 'failed', error = 'endpoint_off', status = NULL, leased_until = NULL
       WHERE endpoint_id = $1 AND state IN ('waiting', 'sending')`,
      [endpointId],
    );
  }

  /** Makes deliveries due again. @param now Unix ms @returns how many */
  async replay(
    manager: EntityManager,
    endpointId: string,
    which: WebhookReplay,
    now: number,
  ): Promise<number> {
    const query = manager
      .createQueryBuilder()
      .update(WebhookDeliveryEntity)
      .set({
        state: 'waiting',
        attempts: 0,
        dueAt: new Date(now),
        firstAttemptAt: null,
        status: null,
        error: null,
      })
      .where('endpointId = :endpointId', { endpointId });
    const settled: WebhookDeliveryState[] = ['delivered', 'failed', 'skipped'];
    query.andWhere('state IN (:...states)', { states: 'failed' in which ? settled.slice(1) : settled });
    if ('id' in which) query.andWhere('eventId = :id', which);
    if ('from' in which) query.andWhere('occurredAt BETWEEN :from AND :to', which);
    return (await query.execute()).affected ?? 0;
  }

  /** The newest first. */
  list(
    endpointId: string,
    states: readonly WebhookDeliveryState[] | undefined,
    before: DeliveredBefore | undefined,
    most: number,
  ): Promise<WebhookDeliveryEntity[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(WebhookDeliveryEntity, 'delivery')
      .where('delivery.endpointId = :endpointId', { endpointId })
      .orderBy({ 'delivery.occurredAt': 'DESC', 'delivery.eventId': 'DESC' })
      .take(most);
    if (states) query.andWhere('delivery.state IN (:...states)', { states });
    if (before) query.andWhere('(delivery.occurredAt, delivery.eventId) < (:occurredAt, :eventId)', before);
    return query.getMany();
  }

  async removeOf(manager: EntityManager, endpointId: string): Promise<void> {
    await manager.delete(WebhookDeliveryEntity, { endpointId });
  }

  /** @param before Unix ms */
  async removeOlder(before: number): Promise<void> {
    await this.dataSource.query('DELETE FROM webhook_delivery WHERE occurred_at < $1', [new Date(before)]);
  }
}
