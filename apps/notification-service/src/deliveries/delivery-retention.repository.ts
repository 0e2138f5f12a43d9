import { Injectable } from '@nestjs/common';
import { STAFF_KINDS } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';

/** How long an alert to the store's people can be read, ms: as long as a customer's contact is kept. */
const ALERT_KEPT_MS = 30 * 24 * 3_600_000;

/** How long it is known what was sent when, ms: as long as the log. */
const KEPT_MS = 400 * 24 * 3_600_000;

@Injectable()
export class DeliveryRetentionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Erases the texts of messages whose contact, or subscription, is erased, and what was still to be sent of them, and
   * those of old alerts to the store's people; forgets deliveries of so long ago. @param now Unix ms
   */
  async eraseWithContacts(now: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE delivery SET sealed = NULL, changed_at = $1,
         state = CASE state WHEN 'waiting' THEN 'not_needed' ELSE state END
       WHERE sealed IS NOT NULL AND CASE WHEN order_id IS NULL OR kind = ANY ($3) THEN created_at < $2 ELSE NOT EXISTS (
         SELECT FROM contact_view contact
         WHERE contact.store_id = delivery.store_id AND contact.order_id = delivery.order_id
       ) AND NOT EXISTS (
         SELECT FROM push_subscription subscription
         WHERE subscription.store_id = delivery.store_id AND subscription.trip_id = delivery.trip_id
           AND delivery.channel = 'push'
       ) END`,
      [new Date(now), new Date(now - ALERT_KEPT_MS), STAFF_KINDS],
    );
    await this.dataSource.query('DELETE FROM delivery WHERE created_at < $1', [new Date(now - KEPT_MS)]);
  }
}
