/** What a shop's system does with an order that is under way: edits it, cancels it, or says that the customer has it. */
import { Injectable } from '@nestjs/common';
import type { ContactAddresses } from '@curbline/contracts/contact';
import type { PlaceOrder } from '@curbline/contracts/http';
import { DEFAULT_PROOF_POLICY, type OrderCommand } from '@curbline/domain/order';
import type { Change } from '../changes/changes.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { OrderLinesRepository } from '../orders/order-lines.repository.js';
import { shownName } from '../orders/order-placement.service.js';
import { OrderWindowsService } from '../orders/order-windows.service.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { OrderOutcome, Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import type { Connection } from './connections.repository.js';

@Injectable()
export class OrderEditsService {
  constructor(
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
    private readonly windows: OrderWindowsService,
    private readonly lines: OrderLinesRepository,
    private readonly contacts: ContactsService,
  ) {}

  /**
   * Gives an order the terms that the shop has now. A name or language that the shop no longer has stays.
   * @param contact where the customer is reached, when the shop changed it; what stands there else may have been erased
   */
  async edit(
    change: Change,
    pickup: Pickup,
    order: StoredOrder,
    wish: PlaceOrder,
    contact: ContactAddresses | undefined,
  ): Promise<void> {
    const moved = done(await this.windows.move(change, pickup, order, wish.window));
    const { terms } = moved.order;
    const language = wish.customer.language ?? terms.language;
    this.pickups.changeTerms(change, moved.pickup, moved.order, {
      reference: wish.reference ?? terms.reference,
      customerName: wish.customer.firstName === '' ? terms.customerName : shownName(wish.customer),
      language,
      itemsCount: wish.itemsCount,
      flags: wish.flags,
      note: wish.note,
    });
    this.lines.put(change.manager, order.storeId, order.id, wish.lines, change.now);
    const spoken = { ...moved.order, terms: { ...terms, language } };
    if (contact) await this.contacts.replace(change, spoken, contact, wish.customer.consents);
  }

  async cancel(change: Change, pickup: Pickup, order: StoredOrder): Promise<void> {
    await this.command(change, pickup, order, { name: 'cancel' });
  }

  /** The shop says that the customer has it: it was handed over, with nothing shown here. */
  async close(change: Change, pickup: Pickup, order: StoredOrder, { id, name }: Connection): Promise<void> {
    const given = {
      proof: 'none',
      codeMatches: undefined,
      reason: 'other',
      explained: true,
      byManager: true,
      idCheck: false,
      policy: { ...DEFAULT_PROOF_POLICY, none: 'with_reason' },
    } as const;
    const command = { name: 'hand_over', by: { staffId: id, name }, given } as const;
    await this.command(change, pickup, order, command, {
      handOver: { note: name, wrongCodes: 0, collectedBy: null },
    });
  }

  private async command(
    change: Change,
    pickup: Pickup,
    order: StoredOrder,
    command: OrderCommand,
    more: Parameters<PickupsService['commandOrder']>[5] = {},
  ): Promise<void> {
    const outcome = await this.pickups.commandOrder(change, pickup, order, command, change.now, more);
    this.links.close(change, done(outcome).pickup.trip);
  }
}

/** The steps are possible in the states for which they were decided; anything else is a fault of ours. */
function done(outcome: OrderOutcome): Exclude<OrderOutcome, { refused: unknown }> {
  if ('refused' in outcome) throw new Error(`A step of a shop's order was refused: ${outcome.refused}`);
  return outcome;
}
