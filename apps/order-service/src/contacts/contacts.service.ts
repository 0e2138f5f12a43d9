/** Customers' contacts: kept with their order, outside the log, and erased (docs/adr/0039). */
import { Injectable } from '@nestjs/common';
import { contactOwner, type ContactAddresses } from '@curbline/contracts/contact';
import type { PlaceOrder, StoreSettings } from '@curbline/contracts/http';
import { ContactHash, SecretBox } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import { ContactsRepository } from './contacts.repository.js';
import { consentsOf, notKept, readContact, type ReadContact } from './read-contact.js';

@Injectable()
export class ContactsService {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
  ) {}

  /** What of the contact in an order can be kept, and what could not. */
  read(customer: PlaceOrder['customer'], settings: StoreSettings): ReadContact {
    const read = readContact(customer, settings);
    if (this.box.isOpen) return read;
    return { addresses: {}, adjusted: [...read.adjusted, ...notKept(read.addresses)] };
  }

  /** Keeps the contact of an order that is placed in this change; nothing when there is none. */
  keep(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, id: orderId, tripId, terms }: StoredOrder,
    addresses: ContactAddresses,
    consents: PlaceOrder['customer']['consents'],
  ): void {
    const { phone, email } = addresses;
    if (phone === undefined && email === undefined) return;
    this.contacts.insert(manager, {
      storeId,
      orderId,
      tripId,
      sealed: this.box.seal(JSON.stringify(addresses), contactOwner(orderId)),
      phoneHash: phone === undefined ? null : this.hash.of(phone),
      emailHash: email === undefined ? null : this.hash.of(email),
      language: terms.language,
      consents: consentsOf(addresses, consents, now),
      createdAt: new Date(now),
    });
  }

  /** Erases the contact of an order. @returns whether there was one. */
  erase(manager: EntityManager, storeId: string, orderId: string): Promise<boolean> {
    return this.contacts.delete(manager, storeId, orderId);
  }
}
