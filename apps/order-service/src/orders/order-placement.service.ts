/** A shop places an order: order, trip, customer's link and log entry come into being at once. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import type { Adjustment, PlacedOrder, PlaceOrder, StoreSettings, StoreView } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import { isUniqueViolation } from '@curbline/database';
import { problem } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { ContactsService } from '../contacts/contacts.service.js';
import { appendCards } from '../pickups/pickup.js';
import { StoresService } from '../stores/stores.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { windowFault } from './check-window.js';
import { serviceOf } from './service-of.js';
import { newHandOverCode } from '../pickups/codes.js';
import { newOrderId } from '../pickups/order-ids.js';
import { NO_NOTES, NOT_HELD, type StoredOrder } from '../pickups/order.entity.js';
import { orderViewOf } from './order-views.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { ShortCodesRepository } from '../pickups/short-codes.repository.js';
import { ExternalOrdersRepository } from './external-orders.repository.js';
import { OrderLinesRepository } from './order-lines.repository.js';
import { ReferencesRepository } from './references.repository.js';

/** How often the same short code may be drawn by two orders placed in one instant. */
const DRAWS = 3;

@Injectable()
export class OrderPlacementService {
  constructor(
    private readonly changes: ChangesService,
    private readonly stores: StoresService,
    private readonly trips: TripsRepository,
    private readonly links: TripLinksService,
    private readonly pickups: PickupsService,
    private readonly orders: OrdersRepository,
    private readonly shortCodes: ShortCodesRepository,
    private readonly references: ReferencesRepository,
    private readonly externals: ExternalOrdersRepository,
    private readonly lines: OrderLinesRepository,
    private readonly contacts: ContactsService,
  ) {}

  /**
   * @param actor the shop; a repeated Idempotency-Key is told apart by it.
   * @throws ProblemException `store-unknown`, `invalid-input` for a window that cannot be meant, `reference-taken`,
   *   `service-not-offered`.
   */
  async place(wish: PlaceOrder, actor: Actor): Promise<PlacedOrder> {
    const store = await this.stores.get(wish.storeId);
    const language = wish.customer.language ?? store.settings.languages[0] ?? 'en';
    const named = withName(wish, language);
    const { input } = named;
    const contact = this.contacts.read(wish.customer, store.settings);
    const adjusted = [...named.adjusted, ...contact.adjusted];
    const context = { actor, storeId: store.id };
    for (let draw = 1; ; draw += 1) {
      try {
        const placed = await this.changes.run(context, async (change) => {
          const window = windowOf(input);
          const fault = window && windowFault(window, change.now);
          if (fault) throw problem('invalid-input', { errors: [fault] });
          const first =
            (await this.firstWithExternalId(change, input, actor)) ??
            (await this.firstWithReference(change, input, actor));
          if (first) return first;
          const made = await this.placeOnce(change, input, actor, language, store.settings);
          this.contacts.keep(change, made.order, contact.addresses, input.customer.consents);
          return made.placed;
        });
        return adjusted.length > 0 ? { ...placed, adjusted } : placed;
      } catch (error) {
        if (draw >= DRAWS || !isUniqueViolation(error, 'pickup_order_short_code')) throw error;
      }
    }
  }

  /**
   * Places an order within a change. Whoever calls it has made sure that there is none with its external id, which from
   * then on means this one.
   * @param store of the order.
   */
  async placeIn(change: Change, wish: PlaceOrder, actor: Actor, store: StoreView): Promise<void> {
    const language = wish.customer.language ?? store.settings.languages[0] ?? 'en';
    const { input } = withName(wish, language);
    const { addresses } = this.contacts.read(wish.customer, store.settings);
    const { order } = await this.placeOnce(change, input, actor, language, store.settings);
    this.contacts.keep(change, order, addresses, input.customer.consents);
  }

  /**
   * The shop's order that has the external id, with one more link.
   * @throws ProblemException `reference-taken` when it is at another store or over: no link opens it any more.
   */
  private async firstWithExternalId(
    change: Change,
    { storeId, externalId }: PlaceOrder,
    actor: Actor,
  ): Promise<PlacedOrder | undefined> {
    if (externalId === undefined || actor.kind !== 'shop' || actor.id === null) return undefined;
    const first = await this.externals.lock(change.manager, actor.id, externalId);
    if (!first) return undefined;
    const found =
      first.storeId === storeId && (await this.pickups.lockByOrder(change.manager, storeId, first.orderId));
    if (!found || found.pickup.trip.trip.closedAt !== null) {
      throw problem('reference-taken', { orderId: first.orderId });
    }
    const customerLink = this.links.issue(change, found.pickup.trip, found.pickup.orders);
    return { order: orderViewOf(found.order, found.pickup.trip), customerLink };
  }

  /** The shop's order that has the reference, with one more link. @throws ProblemException `reference-taken`. */
  private async firstWithReference(
    change: Change,
    { storeId, reference, ifReferenceExists }: PlaceOrder,
    actor: Actor,
  ): Promise<PlacedOrder | undefined> {
    if (reference === undefined || actor.kind !== 'shop' || actor.id === null) return undefined;
    const { manager } = change;
    const first = await this.references.lock(manager, storeId, actor.id, reference);
    if (!first) return undefined;
    const found =
      ifReferenceExists === 'return' && (await this.pickups.lockByOrder(manager, storeId, first.id));
    if (!found || found.pickup.trip.trip.closedAt !== null) {
      throw problem('reference-taken', { orderId: first.id });
    }
    const customerLink = this.links.issue(change, found.pickup.trip, found.pickup.orders);
    return { order: orderViewOf(found.order, found.pickup.trip), customerLink };
  }

  private async placeOnce(
    change: Change,
    input: PlaceOrder,
    actor: Actor,
    language: Language,
    settings: StoreSettings,
  ): Promise<{ readonly order: StoredOrder; readonly placed: PlacedOrder }> {
    const { manager, now } = change;
    const { storeId } = input;
    const service = serviceOf(input, settings);
    const tripId = randomUUID();
    const trip = {
      ...this.trips.insert(manager, { storeId, id: tripId, createdAt: now }),
      leadS: settings.leadS,
      discreet: settings.discreet ?? false,
    };
    const order: StoredOrder = {
      storeId,
      id: newOrderId(storeId),
      tripId,
      version: 1,
      order: {
        state: input.state,
        readyAt: input.state === 'ready' ? now : null,
        expectedReadyAt: null,
        claimedBy: null,
        claimedAt: null,
        handedOverAt: null,
        proof: null,
        proofReason: null,
        recalls: 0,
      },
      terms: {
        shopId: actor.kind === 'shop' ? actor.id : null,
        externalId: input.externalId ?? null,
        reference: input.reference ?? null,
        shortCode: await this.shortCodes.free(manager, storeId, now),
        handOverCode: newHandOverCode(),
        customerName: shownName(input.customer),
        language,
        service,
        serviceChange: null,
        window: windowOf(input),
        itemsCount: input.itemsCount,
        flags: input.flags,
        note: input.note,
        createdAt: now,
      },
      handOver: NO_NOTES,
      shortages: null,
      ...NOT_HELD,
      gestures: null,
    };
    this.orders.insert(manager, order);
    if (input.lines.length > 0) this.lines.put(manager, storeId, order.id, input.lines, now);
    const { shopId, externalId } = order.terms;
    if (shopId !== null && externalId !== null)
      this.externals.put(manager, shopId, externalId, { storeId, orderId: order.id });
    const customerLink = this.links.issue(change, trip, [order]);
    appendCards(change, { trip, orders: [order] }, [order], 'order_placed', now);
    return { order, placed: { order: orderViewOf(order, trip), customerLink } };
  }
}

const windowOf = ({ window }: PlaceOrder): { from: number; to: number } | null =>
  window && { from: Date.parse(window.from), to: Date.parse(window.to) };

/** What stands on the card of a customer whose name did not come. */
const SOMEBODY: Readonly<Record<Language, string>> = { fr: 'Client', en: 'Customer' };

function withName(
  input: PlaceOrder,
  language: Language,
): { readonly input: PlaceOrder; readonly adjusted: Adjustment[] } {
  const { adjusted = [] } = input;
  if (input.customer.firstName !== '') return { input, adjusted };
  const firstName = SOMEBODY[language];
  const told: Adjustment = { field: 'customer.firstName', reason: 'missing', to: firstName };
  const others = adjusted.filter(({ field }) => field !== told.field);
  return { input: { ...input, customer: { ...input.customer, firstName } }, adjusted: [...others, told] };
}

/** First name and initial: all of a name that is ever kept. */
export function shownName(customer: PlaceOrder['customer']): string {
  const initial = [...(customer.lastName ?? '')].find((sign) => /[\p{L}\p{N}]/u.test(sign));
  return initial === undefined ? customer.firstName : `${customer.firstName} ${initial.toUpperCase()}.`;
}
