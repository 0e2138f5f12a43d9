/** The contact of an order, erased at once: because its customer asks, or because it is somebody else's. */
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal, ShopPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { ChangeContact, ChangedContact } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { ChangesService } from '../changes/changes.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { StoresService } from '../stores/stores.service.js';
import { ShopOrdersService } from './shop-orders.service.js';

@Injectable()
export class OrderContactsService {
  constructor(
    private readonly changes: ChangesService,
    private readonly contacts: ContactsService,
    private readonly pickups: PickupsService,
    private readonly shopOrders: ShopOrdersService,
    private readonly audit: AuditService,
    private readonly stores: StoresService,
  ) {}

  /** @throws ProblemException `order-unknown`, `not-possible-now` once the pickup is over. */
  async change(orderId: string, shop: ShopPrincipal, wish: ChangeContact): Promise<ChangedContact> {
    const storeId = await this.shopOrders.storeOf(orderId, shop);
    const store = storeId === undefined ? undefined : await this.stores.get(storeId);
    const actor: Actor = { kind: 'shop', id: shop.shopId, name: shop.name };
    return this.changes.run({ actor, storeId: storeId ?? CHAIN }, async (change) => {
      const found = store && (await this.pickups.lockByOrder(change.manager, store.id, orderId));
      if (!found) throw problem('order-unknown');
      // Nobody is told anything any more, and what is kept of a customer only grows less.
      if (found.pickup.trip.trip.closedAt !== null) throw problem('not-possible-now');
      const { addresses, adjusted } = this.contacts.read(wish, store.settings);
      const language = wish.language ?? found.order.terms.language;
      this.pickups.changeTerms(change, found.pickup, found.order, { ...found.order.terms, language });
      const order = { ...found.order, terms: { ...found.order.terms, language } };
      await this.contacts.replace(change, order, addresses, wish.consents);
      const all = [...wish.adjusted, ...adjusted];
      const kept = { phone: addresses.phone !== undefined, email: addresses.email !== undefined };
      return { ...kept, language, ...(all.length > 0 && { adjusted: all }) };
    });
  }

  /** @throws ProblemException `order-unknown`. */
  async eraseForShop(orderId: string, shop: ShopPrincipal): Promise<void> {
    const storeId = await this.shopOrders.storeOf(orderId, shop);
    return this.erase(storeId, orderId, { kind: 'shop', id: shop.shopId, name: shop.name });
  }

  /** Notes it in the audit trail, without the contact. @throws ProblemException `order-unknown`. */
  eraseForManager(storeId: string, orderId: string, by: ManagerPrincipal): Promise<void> {
    return this.erase(storeId, orderId, { kind: 'staff', id: by.staffId, name: by.name }, by);
  }

  private async erase(
    storeId: string | undefined,
    orderId: string,
    actor: Actor,
    by?: AuditedBy,
  ): Promise<void> {
    await this.changes.run({ actor, storeId: storeId ?? CHAIN }, async ({ manager, now }) => {
      const found = storeId && (await this.pickups.lockByOrder(manager, storeId, orderId));
      if (!found) throw problem('order-unknown');
      const erased = await this.contacts.erase(manager, storeId, orderId);
      const subject = found.order.terms.shortCode;
      if (erased && by)
        await this.audit.note(manager, { storeId, by, action: 'contact_erased', subject }, now);
      return null;
    });
  }
}
