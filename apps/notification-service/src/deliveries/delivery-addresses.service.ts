import { Injectable } from '@nestjs/common';
import { REPLY_KINDS } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';
import { ContactsRepository } from './contacts.repository.js';
import type { DeliveryEntity } from './delivery.entity.js';

/** Messages that go where they were written to, whatever the contact says now. */
const TO_WHERE_WRITTEN: ReadonlySet<string> = new Set(REPLY_KINDS);

/** Where a message goes when its time has come: a shop may have changed the contact since, or erased it. */
@Injectable()
export class DeliveryAddressesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contacts: ContactsRepository,
  ) {}

  /** @param written when the message was planned. @returns undefined when the customer is no longer reached that way */
  async of(
    { storeId, orderId, channel, kind }: DeliveryEntity,
    written: string,
  ): Promise<string | undefined> {
    if (orderId === null || channel === 'push' || TO_WHERE_WRITTEN.has(kind)) return written;
    const contacts = await this.contacts.ofOrders(this.dataSource.manager, storeId, [orderId]);
    return contacts.get(orderId)?.addresses[channel];
  }
}
