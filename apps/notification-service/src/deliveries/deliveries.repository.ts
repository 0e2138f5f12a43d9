import { Injectable } from '@nestjs/common';
import { entityOf } from '@curbline/database';
import {
  type Channel,
  type DeliveryState,
  mayMove,
  type MessageKind,
  type StaffKind,
} from '@curbline/domain/notify';
import { DataSource, type EntityManager } from 'typeorm';
import { DeliveryEntity } from './delivery.entity.js';

/** For how long a process may be sending one delivery, ms: longer than every channel's timeout. */
const LEASE_MS = 90_000;

/** Takes rows that are due; of several copies each takes others. */
const TAKE = `
  WITH due AS (
    SELECT store_id, id FROM delivery
    WHERE state = 'waiting' AND channel = $1 AND due_at <= $2
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE delivery SET state = 'sending', attempts = attempts + 1, leased_until = $4,
      first_attempt_at = coalesce(first_attempt_at, $2), changed_at = $2
    FROM due WHERE delivery.store_id = due.store_id AND delivery.id = due.id
    RETURNING delivery.*
  )
  SELECT * FROM taken ORDER BY due_at`;

/** It was planned as expired: nobody was ever to hear it. */
const CAME_TOO_LATE = "delivery.state = 'expired' AND delivery.attempts = 0";

type Row = Readonly<Record<string, unknown>>;

/** What is written of a delivery after a try, or instead of one. */
export interface Settled {
  readonly state: DeliveryState;
  readonly dueAt?: number;
  readonly reason: string | null;
  readonly provider: string | null;
  readonly providerId?: string | undefined;
}

/** The last one of a page. */
export interface ListedBefore {
  readonly createdAt: Date;
  readonly id: string;
}

export interface Listed {
  readonly states: readonly DeliveryState[] | undefined;
  readonly orderId: string | undefined;
  readonly before: ListedBefore | undefined;
  readonly most: number;
}

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds those that are not there yet. One that is in time takes the place of one that came too late for any try.
   * @returns whether any was added
   */
  async add(manager: EntityManager, deliveries: readonly DeliveryEntity[]): Promise<boolean> {
    const inTime = deliveries.filter(({ state }) => state === 'waiting');
    await manager.query(
      `DELETE FROM delivery USING unnest($1::text[], $2::text[]) AS added(store_id, key)
       WHERE delivery.store_id = added.store_id AND delivery.key = added.key AND ${CAME_TOO_LATE}`,
      [inTime.map(({ storeId }) => storeId), inTime.map(({ key }) => key)],
    );
    const { raw } = await manager
      .createQueryBuilder()
      .insert()
      .into(DeliveryEntity)
      .values([...deliveries])
      .orIgnore()
      .returning(['id'])
      .execute();
    return (raw as unknown[]).length > 0;
  }

  /** Which of these are there already and came in time, by any channel; nobody else adds to the store's until the transaction ends. */
  async known(
    manager: EntityManager,
    storeId: string,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 31))', [storeId]);
    const rows = await manager.query<{ key: string }[]>(
      `SELECT DISTINCT key FROM delivery WHERE store_id = $1 AND key = ANY($2) AND NOT (${CAME_TOO_LATE})`,
      [storeId, keys],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** Takes deliveries that are due, the oldest first; whoever gets one must settle it. @param now Unix ms */
  async take(channel: Channel, most: number, now: number): Promise<DeliveryEntity[]> {
    const { manager } = this.dataSource;
    const until = new Date(now + LEASE_MS);
    const rows = await manager.query<Row[]>(TAKE, [channel, new Date(now), most, until]);
    return rows.map((row) => entityOf(manager, DeliveryEntity, row));
  }

  /** The newest first. */
  list(storeId: string, { states, orderId, before, most }: Listed): Promise<DeliveryEntity[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.storeId = :storeId', { storeId })
      .orderBy({ 'delivery.createdAt': 'DESC', 'delivery.id': 'DESC' })
      .take(most);
    if (states) query.andWhere('delivery.state IN (:...states)', { states });
    if (orderId !== undefined) query.andWhere('delivery.orderId = :orderId', { orderId });
    if (before) query.andWhere('(delivery.createdAt, delivery.id) < (:createdAt, :id)', before);
    return query.getMany();
  }

  /** Writes what a try came to; a report of the provider that came before it stands. */
  async settle({ storeId, id }: DeliveryEntity, settled: Settled, now: number): Promise<void> {
    const { state, dueAt, reason, provider, providerId } = settled;
    await this.dataSource.query(
      `UPDATE delivery SET state = $3, due_at = coalesce($4, due_at), reason = $5, provider = $6,
         provider_id = coalesce($7, provider_id), leased_until = NULL, changed_at = $8
       WHERE store_id = $1 AND id = $2 AND state = 'sending'`,
      [
        storeId,
        id,
        state,
        dueAt === undefined ? null : new Date(dueAt),
        reason,
        provider,
        providerId ?? null,
        new Date(now),
      ],
    );
  }

  /** The delivery that a provider knows by an id of its own. */
  ofProvider(provider: string, providerId: string): Promise<DeliveryEntity | null> {
    return this.dataSource.manager.findOneBy(DeliveryEntity, { provider, providerId });
  }

  /** Notes what a provider says of a message: reports come in any order, twice, and of messages that are not ours. */
  async report(
    provider: string,
    providerId: string,
    state: DeliveryState,
    reason: string | null,
    now: number,
  ): Promise<void> {
    const { manager } = this.dataSource;
    for (const delivery of await manager.findBy(DeliveryEntity, { provider, providerId })) {
      if (!mayMove(delivery.state, state)) continue;
      const { storeId, id, state: before } = delivery;
      const changes = { state, reason, changedAt: new Date(now) };
      await manager.update(DeliveryEntity, { storeId, id, state: before }, changes);
      if (state === 'failed') await this.hasten(delivery, now);
    }
  }

  /** Makes the other channels of a message that could not be sent due at once. */
  async hasten({ storeId, key }: DeliveryEntity, now: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE delivery SET due_at = $3, unless = NULL
       WHERE store_id = $1 AND key = $2 AND state = 'waiting' AND due_at > $3`,
      [storeId, key, new Date(now)],
    );
  }

  /** Ends what is still to be sent about orders that have ended, except that they have. */
  async withdraw(
    manager: EntityManager,
    storeId: string,
    orderIds: readonly string[],
    except: readonly MessageKind[],
    now: number,
  ): Promise<void> {
    await manager.query(
      `UPDATE delivery SET state = 'not_needed', changed_at = $4
       WHERE store_id = $1 AND order_id = ANY($2::uuid[]) AND state = 'waiting' AND kind <> ALL($3)`,
      [storeId, orderIds, except, new Date(now)],
    );
  }

  /** Ends what is still to be sent to the store's devices about a trip. */
  async withdrawOfTrip(
    manager: EntityManager,
    storeId: string,
    tripId: string,
    kinds: readonly StaffKind[],
    now: number,
  ): Promise<void> {
    if (kinds.length === 0) return;
    await manager.query(
      `UPDATE delivery SET state = 'not_needed', changed_at = $4
       WHERE store_id = $1 AND trip_id = $2 AND state = 'waiting' AND kind = ANY ($3)`,
      [storeId, tripId, kinds, new Date(now)],
    );
  }

  /** Whether another channel of the message was enough, or needless. */
  async wasSentOtherwise({ storeId, key, channel }: DeliveryEntity): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM delivery WHERE store_id = $1 AND key = $2 AND channel <> $3
         AND state IN ('unknown', 'sent', 'delivered', 'not_needed')`,
      [storeId, key, channel],
    );
    return rows.length > 0;
  }

  /**
   * Settles what a process was sending when it ended. The provider may have it, so it is not sent again: a message
   * that comes twice is worse than one that may be missing, whose next channel has its try.
   */
  async settleLost(now: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE delivery SET state = 'unknown', leased_until = NULL, changed_at = $1,
         reason = 'interrupted'
       WHERE state = 'sending' AND leased_until < $1`,
      [new Date(now)],
    );
  }
}
