import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What messages need of a store. */
export interface StoreForMessages {
  readonly name: string;
  readonly phone: string;
  readonly timeZone: string;
}

interface StoreRow {
  readonly name: string;
  readonly phone: string;
  readonly time_zone: string;
}

/** Reads the stores of order-service, by its view. */
@Injectable()
export class StoreMessagesRepository {
  async find(manager: EntityManager, storeId: string): Promise<StoreForMessages | undefined> {
    const [row] = await manager.query<StoreRow[]>(
      'SELECT name, phone, time_zone FROM store_messages_view WHERE store_id = $1',
      [storeId],
    );
    return row && { name: row.name, phone: row.phone, timeZone: row.time_zone };
  }
}
