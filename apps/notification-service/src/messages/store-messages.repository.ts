import { Injectable } from '@nestjs/common';
import { StoreMessages } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';

/** What messages need of a store. */
export interface StoreForMessages {
  readonly name: string;
  readonly phone: string;
  readonly timeZone: string;
  /** What it changed of what is usual. */
  readonly messages: StoreMessages;
}

interface StoreRow {
  readonly name: string;
  readonly phone: string;
  readonly time_zone: string;
  readonly messages: unknown;
}

/** Reads the stores of order-service, by its view. */
@Injectable()
export class StoreMessagesRepository {
  async find(manager: EntityManager, storeId: string): Promise<StoreForMessages | undefined> {
    const [row] = await manager.query<StoreRow[]>(
      'SELECT name, phone, time_zone, messages FROM store_messages_view WHERE store_id = $1',
      [storeId],
    );
    if (!row) return undefined;
    const { name, phone, time_zone: timeZone, messages } = row;
    return { name, phone, timeZone, messages: StoreMessages.parse(messages) };
  }
}
