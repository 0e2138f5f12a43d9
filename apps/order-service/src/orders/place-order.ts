/** A shop places an order: order, trip, customer's link and log entry come into being at once. */
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import type { PlacedOrder, PlaceOrder } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import { isUniqueViolation } from '@curbline/database';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { NEW_TRIP } from '@curbline/domain/trip';
import { Changes, type Change } from '../changes.js';
import { issueLink } from '../links/issue-link.js';
import { tell } from '../pickup.js';
import { Stores } from '../stores/stores.js';
import { insertTrip, type StoredTrip } from '../trips/trip-records.js';
import { freeShortCode, newHandOverCode } from './codes.js';
import { newOrderId } from './order-ids.js';
import { insertOrder, NO_NOTES, type StoredOrder } from './order-records.js';
import { orderViewOf } from './order-views.js';

/** How often the same short code may be drawn by two orders placed in one instant. */
const DRAWS = 3;

@Injectable()
export class OrderPlacement {
  constructor(
    private readonly changes: Changes,
    private readonly stores: Stores,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /**
   * @param actor the shop; a repeated Idempotency-Key is told apart by it.
   * @throws ProblemException `store-unknown`.
   */
  async place(input: PlaceOrder, actor: Actor): Promise<PlacedOrder> {
    const store = await this.stores.get(input.storeId);
    const language = input.customer.language ?? store.settings.languages[0] ?? 'en';
    for (let draw = 1; ; draw += 1) {
      try {
        return await this.changes.run({ actor, storeId: store.id }, (change) =>
          this.placeOnce(change, input, actor, language, store.settings.leadS),
        );
      } catch (error) {
        if (draw >= DRAWS || !isUniqueViolation(error, 'pickup_order_short_code')) throw error;
      }
    }
  }

  private async placeOnce(
    change: Change,
    input: PlaceOrder,
    actor: Actor,
    language: Language,
    leadS: number,
  ): Promise<PlacedOrder> {
    const { manager, now } = change;
    const { storeId } = input;
    const tripId = randomUUID();
    insertTrip(manager, { storeId, id: tripId, createdAt: now });
    const order: StoredOrder = {
      storeId,
      id: newOrderId(storeId),
      tripId,
      version: 1,
      order: {
        state: input.state,
        readyAt: input.state === 'ready' ? now : null,
        claimedBy: null,
        claimedAt: null,
        handedOverAt: null,
        proof: null,
        proofReason: null,
        recalls: 0,
      },
      terms: {
        shopId: actor.kind === 'shop' ? actor.id : null,
        reference: input.reference ?? null,
        shortCode: await freeShortCode(manager, storeId, now),
        handOverCode: newHandOverCode(),
        customerName: shownName(input.customer),
        language,
        pickupType: input.pickupType,
        window: input.window && { from: Date.parse(input.window.from), to: Date.parse(input.window.to) },
        itemsCount: input.itemsCount,
        flags: [...new Set(input.flags)],
        note: input.note === '' ? null : input.note,
        createdAt: now,
      },
      handOver: NO_NOTES,
    };
    insertOrder(manager, order);
    const link = { storeId, tripId, kind: 'customer', now } as const;
    const customerLink = issueLink(manager, link, this.options.publicUrl);
    const trip: StoredTrip = {
      storeId,
      id: tripId,
      version: 1,
      trip: NEW_TRIP,
      place: { bay: null, vehicle: null, placement: null },
      createdAt: now,
      sharingStoppedAt: null,
      leadS,
    };
    tell(change, { trip, orders: [order] }, [order], 'order_placed', now);
    return { order: orderViewOf(order, trip), customerLink };
  }
}

/** First name and initial: all of a name that is ever kept. */
export function shownName(customer: PlaceOrder['customer']): string {
  const initial = [...(customer.lastName ?? '')][0];
  return initial === undefined ? customer.firstName : `${customer.firstName} ${initial.toUpperCase()}.`;
}
