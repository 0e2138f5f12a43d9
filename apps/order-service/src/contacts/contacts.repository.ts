import { Injectable } from '@nestjs/common';
import type { ContactConsents } from '@curbline/contracts/contact';
import { pipelineInsert } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import { ContactEntity } from './contact.entity.js';

@Injectable()
export class ContactsRepository {
  insert(manager: EntityManager, contact: ContactEntity): void {
    pipelineInsert(manager, ContactEntity, contact);
  }

  /** What the customer of an order agreed to; undefined when no contact is kept. */
  async consents(
    manager: EntityManager,
    storeId: string,
    orderId: string,
  ): Promise<ContactConsents | undefined> {
    const [row] = await manager.query<{ consents: ContactConsents }[]>(
      'SELECT consents FROM contact WHERE store_id = $1 AND order_id = $2',
      [storeId, orderId],
    );
    return row?.consents;
  }

  /** @returns whether there was one. */
  async delete(manager: EntityManager, storeId: string, orderId: string): Promise<boolean> {
    const { affected } = await manager.delete(ContactEntity, { storeId, orderId });
    return affected === 1;
  }

  /** Deletes the contacts of all trips that closed before an instant, Unix ms. */
  async deleteOfTripsClosedBefore(manager: EntityManager, before: number): Promise<void> {
    await manager.query(
      `DELETE FROM contact USING trip
       WHERE trip.store_id = contact.store_id AND trip.id = contact.trip_id AND trip.closed_at < $1`,
      [new Date(before)],
    );
  }
}
