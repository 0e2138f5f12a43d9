import { Injectable } from '@nestjs/common';
import { pipelineInsert } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import { ContactEntity } from './contact.entity.js';

@Injectable()
export class ContactsRepository {
  insert(manager: EntityManager, contact: ContactEntity): void {
    pipelineInsert(manager, ContactEntity, contact);
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
