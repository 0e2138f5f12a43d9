import { Injectable } from '@nestjs/common';
import { StoreMessages } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';

/** What messages need of a store. */
export interface StoreForMessages {
  readonly name: string;
  readonly phone: string;
  readonly timeZone: string;
  readonly discreet: boolean;
  /** What it changed of what is usual. */
  readonly messages: StoreMessages;
}

interface StoreRow {
  readonly name: string;
  readonly phone: string;
  readonly time_zone: string;
  /** Absent until order-service has migrated. */
  readonly discreet?: boolean;
  readonly messages: unknown;
}

/** Reads the stores of order-service, by its view. */
@Injectable()
export class StoreMessagesRepository {
  async find(manager: EntityManager, storeId: string): Promise<StoreForMessages | undefined> {
    const [row] = await manager.query<StoreRow[]>('SELECT * FROM store_messages_view WHERE store_id = $1', [
      storeId,
    ]);
    if (!row) return undefined;
    const { name, phone, time_zone: timeZone, discreet = false, messages } = row;
    return { name, phone, timeZone, discreet, messages: StoreMessages.parse(messages) };
  }
}
