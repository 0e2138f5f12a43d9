/** Customers' contacts: kept with their order, outside the log, and erased (docs/adr/0039). */
import { Injectable } from '@nestjs/common';
import { contactOwner, type ContactAddresses, type ContactConsents } from '@curbline/contracts/contact';
import type { PlaceOrder, StoreSettings } from '@curbline/contracts/http';
import { ContactHash, SecretBox } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import { ContactsRepository } from './contacts.repository.js';
import { consentsOf, type GivenContact, notKept, readContact, type ReadContact } from './read-contact.js';

@Injectable()
export class ContactsService {
  constructor(
    private readonly contacts: ContactsRepository,
    private readonly box: SecretBox,
    private readonly hash: ContactHash,
  ) {}

  /** What of the contact in an order can be kept, and what could not. */
  read(customer: GivenContact, settings: StoreSettings): ReadContact {
    const read = readContact(customer, settings);
    if (this.box.isOpen) return read;
    return { addresses: {}, adjusted: [...read.adjusted, ...notKept(read.addresses)] };
  }

  /**
   * Keeps the contact of an order that is placed in this change; nothing when there is none.
   * @param before what was said of the contact that this one replaces
   */
  keep(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, id: orderId, tripId, terms }: StoredOrder,
    addresses: ContactAddresses,
    consents: PlaceOrder['customer']['consents'],
    before?: ContactConsents,
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
      consents: consentsOf(addresses, consents, now, before),
      createdAt: new Date(now),
    });
  }

  /**
   * Puts a contact in the place of the one that was kept, of which nothing is left; without an address none is kept. What
   * was agreed to holds on unless it is said anew.
   * @param order with the language that the customer has now
   */
  async replace(
    change: Pick<Change, 'manager' | 'now'>,
    order: StoredOrder,
    addresses: ContactAddresses,
    consents: PlaceOrder['customer']['consents'],
  ): Promise<void> {
    const before = await this.contacts.consents(change.manager, order.storeId, order.id);
    if (before) await this.contacts.delete(change.manager, order.storeId, order.id);
    this.keep(change, order, addresses, consents, before);
  }

  /** Erases the contact of an order. @returns whether there was one. */
  erase(manager: EntityManager, storeId: string, orderId: string): Promise<boolean> {
    return this.contacts.delete(manager, storeId, orderId);
  }
}
