import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BrowserSubscription } from '@curbline/contracts/http';
import { inTransaction, isUniqueViolation } from '@curbline/database';
import { ContactHash, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { openSubscription, PushSubscriptionEntity, sealSubscription } from './push-subscription.entity.js';

/** Whose browser it is: each has one subscription. */
export type Whose = Pick<PushSubscriptionEntity, 'storeId'> &
  ({ readonly deviceId: string } | { readonly tripId: string });

/** What is kept of it besides. */
export type Kept = Partial<Pick<PushSubscriptionEntity, 'language' | 'sessionHash'>>;

/** A device that is told, with who is signed in on it. */
export interface ToldDevice {
  readonly id: string;
  readonly deviceId: string;
  readonly language: 'fr' | 'en';
  readonly isLead: boolean;
}

/** For how long after its end a trip's customer can still be told of it, ms: that it was canceled, for instance. */
const AFTER_THE_TRIP_MS = 24 * 3_600_000;

/** The customer's sessions by which a subscription stands. */
const STANDING = `
  SELECT FROM customer_session_view AS session
  WHERE session.store_id = subscription.store_id AND session.token_hash = subscription.session_hash
    AND session.link_revoked_at IS NULL`;

@Injectable()
export class PushSubscriptionsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
  ) {}

  /** Keeps the browser's subscription in place of the one before. @param now Unix ms */
  async save(whose: Whose, subscription: BrowserSubscription, kept: Kept, now: number): Promise<void> {
    const save = (): Promise<void> =>
      inTransaction(this.dataSource, async (manager) => {
        const before = await manager.findOne(PushSubscriptionEntity, {
          where: whose,
          lock: { mode: 'pessimistic_write' },
        });
        const id = before?.id ?? randomUUID();
        const endpointHash = this.hash.of(subscription.endpoint);
        await this.endOthers(manager, endpointHash, id);
        await manager.save(PushSubscriptionEntity, {
          ...before,
          ...whose,
          ...kept,
          id,
          endpointHash,
          sealed: sealSubscription(this.box, id, subscription),
          createdAt: before?.createdAt ?? new Date(now),
        });
      });
    await again(save);
  }

  /** A browser whose screen was enrolled anew, or whose customer has another trip now, is told of that alone. */
  private async endOthers(manager: EntityManager, endpointHash: Buffer, id: string): Promise<void> {
    await manager.query('DELETE FROM push_subscription WHERE endpoint_hash = $1 AND id <> $2', [
      endpointHash,
      id,
    ]);
  }

  /** Takes the place of a subscription that its browser changed. @returns whether there was one */
  async renew(oldEndpoint: string, subscription: BrowserSubscription): Promise<boolean> {
    const endpointHash = this.hash.of(subscription.endpoint);
    const renew = (): Promise<boolean> =>
      inTransaction(this.dataSource, async (manager) => {
        const before = await manager.findOneBy(PushSubscriptionEntity, {
          endpointHash: this.hash.of(oldEndpoint),
        });
        if (!before) return false;
        const { storeId, id } = before;
        await this.endOthers(manager, endpointHash, id);
        const sealed = sealSubscription(this.box, id, subscription);
        await manager.update(PushSubscriptionEntity, { storeId, id }, { endpointHash, sealed });
        return true;
      });
    return again(renew);
  }

  async remove(whose: Whose): Promise<void> {
    await this.dataSource.manager.delete(PushSubscriptionEntity, whose);
  }

  /** Ends what its push service no longer knows, unless its browser has subscribed anew since. */
  async end(storeId: string, id: string, { endpoint }: BrowserSubscription): Promise<void> {
    await this.dataSource.manager.delete(PushSubscriptionEntity, {
      storeId,
      id,
      endpointHash: this.hash.of(endpoint),
    });
  }

  /** Undefined when it has ended, or was kept with another key. */
  async find(storeId: string, id: string): Promise<BrowserSubscription | undefined> {
    const found = await this.dataSource.manager.findOneBy(PushSubscriptionEntity, { storeId, id });
    return found ? openSubscription(this.box, found) : undefined;
  }

  /** Whether the trip of a customer's session has begun and is not over. */
  async mayAsk(storeId: string, sessionHash: Buffer): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM customer_session_view WHERE store_id = $1 AND token_hash = $2 AND link_revoked_at IS NULL
         AND closed_at IS NULL AND sharing <> 'none'`,
      [storeId, sessionHash],
    );
    return rows.length > 0;
  }

  /** The subscriptions of customers, by trip. */
  async ofTrips(
    manager: EntityManager,
    storeId: string,
    tripIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await manager.query<{ trip_id: string; id: string }[]>(
      `SELECT trip_id, id FROM push_subscription AS subscription
       WHERE store_id = $1 AND trip_id = ANY ($2::uuid[]) AND EXISTS (${STANDING})`,
      [storeId, tripIds],
    );
    return new Map(rows.map(({ trip_id: tripId, id }) => [tripId, id]));
  }

  /** The devices of a store that are told. @param now Unix ms */
  async ofDevices(storeId: string, now: number): Promise<ToldDevice[]> {
    return this.dataSource.query<ToldDevice[]>(
      `SELECT subscription.id, device.id AS "deviceId", subscription.language,
         EXISTS (SELECT FROM staff_session_view AS session
           WHERE session.store_id = device.store_id AND session.device_id = device.id
             AND session.role IN ('manager', 'admin') AND session.expires_at > $2) AS "isLead"
       FROM push_subscription AS subscription
       JOIN enrolled_device_view AS device
         ON device.store_id = subscription.store_id AND device.id = subscription.device_id
       WHERE subscription.store_id = $1`,
      [storeId, new Date(now)],
    );
  }

  /** @param until Unix ms @returns whether the device is told at all */
  async noteWatched(storeId: string, deviceId: string, until: number): Promise<boolean> {
    const watchedUntil = new Date(until);
    const { affected } = await this.dataSource.manager.update(
      PushSubscriptionEntity,
      { storeId, deviceId },
      { watchedUntil },
    );
    return affected === 1;
  }

  /** Whether somebody looks at the device's board now. @param now Unix ms */
  async isWatched(storeId: string, id: string, now: number): Promise<boolean> {
    const found = await this.dataSource.manager.findOneBy(PushSubscriptionEntity, { storeId, id });
    return found?.watchedUntil != null && found.watchedUntil.getTime() > now;
  }

  /** Erases those of devices that are none any more, and of trips that are over or whose link was withdrawn. @param now Unix ms */
  async eraseEnded(now: number): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM push_subscription AS subscription
       WHERE device_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM enrolled_device_view AS device
           WHERE device.store_id = subscription.store_id AND device.id = subscription.device_id)
         OR trip_id IS NOT NULL AND NOT EXISTS (${STANDING} AND (session.closed_at IS NULL OR session.closed_at > $1))`,
      [new Date(now - AFTER_THE_TRIP_MS)],
    );
  }
}

/** The same browser twice at the same moment: the second time finds what the first one wrote. */
const again = <Result>(write: () => Promise<Result>): Promise<Result> =>
  write().catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return write();
  });
