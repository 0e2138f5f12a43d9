import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The devices that are told, with whether the person on them is on their way to somebody. */
const TOLD = `
  SELECT subscription.id, EXISTS (
      SELECT FROM staff_session_view AS session
      JOIN claimed_order_view AS claimed
        ON claimed.store_id = session.store_id AND claimed.staff_id = session.staff_id::text
      WHERE session.store_id = device.store_id AND session.device_id = device.id AND session.expires_at > $3
    ) AS serves
  FROM push_subscription AS subscription
  JOIN enrolled_device_view AS device
    ON device.store_id = subscription.store_id AND device.id = subscription.device_id
  WHERE subscription.store_id = $1`;

/** Reads which orders somebody has taken and not handed over, by a view of order-service. */
@Injectable()
export class ClaimedOrdersRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether somebody is on their way to the customer of the trip. */
  async isTaken(storeId: string, tripId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM claimed_order_view WHERE store_id = $1 AND trip_id = $2',
      [storeId, tripId],
    );
    return rows.length > 0;
  }

  /**
   * Whether the person on this device serves somebody, and on another one nobody does.
   * @param subscriptionId by which the device is told
   * @param now Unix ms
   */
  async othersAreFree(storeId: string, subscriptionId: string, now: number): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `WITH told AS (${TOLD})
       SELECT FROM told WHERE id = $2 AND serves AND EXISTS (SELECT FROM told WHERE NOT serves)`,
      [storeId, subscriptionId, new Date(now)],
    );
    return rows.length > 0;
  }
}
