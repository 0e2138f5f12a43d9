/** What a customer sees: their own trip, the store, the runner's first name, their place in line. */
import { Injectable } from '@nestjs/common';
import type { Counter, CustomerView, StorePhoto, StoreView } from '@curbline/contracts/http';
import { isOpenAt, wallClock } from '@curbline/domain/opening-hours';
import { firstLegOf, type Leg, type PlaceKind } from '@curbline/domain/service';
import type { Traveller } from '@curbline/domain/trip';
import type { Language } from '@curbline/contracts/ids';
import { readSnapshot } from '@curbline/database';
import { Clock, isoOf, isoOrNull, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { cardOf } from '../pickups/cards.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { choicesOf } from '../service-changes/services-of.js';
import { StoresService } from '../stores/stores.service.js';
import type { StoredTrip } from '../pickups/trip.entity.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { GesturesRepository } from '../gestures/gestures.repository.js';
import { RatingsService } from '../ratings/ratings.service.js';
import { namesOf, OPEN, orderSight } from './order-sight.js';
import { ReceiptsRepository } from './receipts.repository.js';

/** How far ahead exceptions to the opening hours are sent. */
const SOON_MS = 7 * 86_400_000;

interface TripSight {
  readonly pickup: Pickup;
  readonly placeInLine: number | null;
  readonly receipt: CustomerView['receipt'];
  readonly rating: CustomerView['rating'];
  readonly gestures: NonNullable<CustomerView['gestures']>;
}

@Injectable()
export class CustomerViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly trips: TripsRepository,
    private readonly orders: OrdersRepository,
    private readonly receipts: ReceiptsRepository,
    private readonly ratings: RatingsService,
    private readonly gestures: GesturesRepository,
  ) {}

  /**
   * @param role whose page it is: a substitute is shown a code of their own, and nothing of the customer's but the name
   * @throws ProblemException `link-unknown` when there is no such trip
   */
  async read(storeId: string, tripId: string, role: Traveller): Promise<CustomerView> {
    const store = await this.stores.get(storeId);
    const sight = await readSnapshot(this.dataSource, (manager) => this.readSight(manager, storeId, tripId));
    const [first] = sight?.pickup.orders ?? [];
    if (!sight || !first) throw problem('link-unknown');
    const { trip, orders } = sight.pickup;
    const { language, service } = first.terms;
    const { substitute } = trip;
    const code = role === 'substitute' ? (substitute?.code ?? null) : undefined;
    const others = trip.trip.sharing === 'live' && trip.trip.sharedBy !== role;
    const now = this.clock.now();
    return {
      tripId,
      language,
      serverTime: now,
      store: storeSight(store, firstLegOf(service), language, now),
      orders: orders.map((order) => orderSight(order, trip, code)),
      ...namesOf(sight.pickup, role),
      service,
      ...servicesOf(sight.pickup, store.settings),
      trip: {
        state: trip.trip.state,
        sharing: others ? 'none' : trip.trip.sharing,
        startedAt: isoOrNull(trip.trip.startedAt),
        declaredArrivalAt: isoOrNull(trip.trip.declaredArrivalAt),
        arrival: cardOf(first, trip).arrival,
        ...trip.place,
        completedAt: trip.trip.state === 'completed' ? isoOrNull(trip.trip.closedAt) : null,
        expectedAt: isoOrNull(trip.trip.expectedAt ?? trip.trip.declaredArrivalAt),
        questionedAt: isoOrNull(trip.trip.questionedAt),
        sharingStoppedAt: trip.trip.sharing === 'stopped' ? isoOrNull(trip.sharingStoppedAt) : null,
        ...(trip.trip.lateSaidAt !== null && { lateSaidAt: isoOf(trip.trip.lateSaidAt) }),
        ...(trip.trip.message && {
          message: { ...trip.trip.message, sentAt: isoOf(trip.trip.message.sentAt) },
        }),
        ...(trip.trip.otherStore && { otherStore: { name: trip.trip.otherStore.name } }),
      },
      runner: runnerOf(orders),
      ...(role === 'customer' && shortagesOf(orders)),
      ...(role === 'customer' && sight.gestures.length > 0 && { gestures: sight.gestures }),
      placeInLine: sight.placeInLine,
      receipt: trip.trip.sharedBy === role ? sight.receipt : null,
      ...(sight.rating !== undefined && role === 'customer' && { rating: sight.rating }),
    };
  }

  private async readSight(
    manager: EntityManager,
    storeId: string,
    tripId: string,
  ): Promise<TripSight | undefined> {
    const [trip, orders] = await Promise.all([
      this.trips.find(manager, storeId, tripId),
      this.orders.findByTrips(manager, storeId, [tripId]),
    ]);
    if (!trip) return undefined;
    const [placeInLine, receipt, gestures, rating] = await Promise.all([
      orders.some(({ locker }) => locker) ? null : readPlaceInLine(manager, trip),
      this.receipts.read(manager, trip),
      this.readGestures(manager, storeId, orders),
      trip.trip.state === 'completed' ? this.ratings.read(manager, storeId, tripId) : undefined,
    ]);
    return { pickup: { trip, orders }, placeInLine, receipt, rating, gestures };
  }

  /** Most orders have none, and their cards say so. */
  private async readGestures(
    manager: EntityManager,
    storeId: string,
    orders: readonly StoredOrder[],
  ): Promise<NonNullable<CustomerView['gestures']>> {
    const withSome = orders.filter(({ gestures }) => gestures && gestures.length > 0).map(({ id }) => id);
    if (withSome.length === 0) return [];
    const given = await this.gestures.find(manager, storeId, withSome);
    return given.map(({ gestureId, label, words }) => ({ gestureId, label, words }));
  }
}

/** Here, longest wait first, as on the board: 1 is next. Null when not waiting. */
async function readPlaceInLine(
  manager: EntityManager,
  { storeId, id, trip }: StoredTrip,
): Promise<number | null> {
  if (trip.state !== 'arrived' || !trip.arrival?.confirmed) return null;
  const [line] = await manager.query<{ ahead: string }[]>(
    `SELECT count(*) AS ahead FROM trip
     WHERE store_id = $1 AND state = 'arrived' AND arrival_confirmed
       AND (arrival_occurred_at, id) < ($3, $2::uuid)
       AND NOT EXISTS (SELECT 1 FROM locker_use AS used WHERE used.store_id = $1 AND used.trip_id = trip.id)`,
    [storeId, id, new Date(trip.arrival.occurredAt)],
  );
  return Number(line?.ahead ?? 0) + 1;
}

function storeSight(
  { id, settings, photo }: StoreView,
  leg: Leg,
  language: Language,
  now: number,
): CustomerView['store'] {
  const [longitude, latitude] = settings.entrance.coordinates;
  const exceptions = soonExceptions(settings, language, now);
  // Where there are bays, instructions and photo say where to park.
  const isForThem = leg.travel === 'by_car' || settings.bays.length === 0;
  return {
    id,
    name: settings.name,
    address: settings.address,
    phone: settings.phone,
    timeZone: settings.timeZone,
    hours: settings.hours,
    ...(exceptions.length > 0 && { exceptions }),
    openNow: isOpenAt(settings, now),
    goalS: settings.goalS,
    promiseS: settings.promiseS,
    entrance: { longitude, latitude },
    bays: placesOf(settings, leg).map(({ label }) => label),
    instructions: isForThem ? settings.instructions[language] : '',
    ...(photo && isForThem && { photo: { url: photo.url, alt: photoWords(photo, settings.name, language) } }),
  };
}

/** Those at which the customer may wait; none where nobody asks for one. */
function placesOf({ bays, counters = [] }: StoreView['settings'], { place }: Leg): readonly Counter[] {
  // Which lockers it is, the order says.
  const places: Record<PlaceKind, readonly Counter[]> = { bay: bays, counter: counters, locker: [] };
  return place === null ? [] : places[place];
}

/** In the customer's language, else in the other; where nobody has described it, what it is of. */
function photoWords({ alt }: StorePhoto, storeName: string, language: Language): string {
  const usual = { fr: `Où se garer\u00a0: ${storeName}`, en: `Where to park: ${storeName}` };
  return alt[language] || alt.fr || alt.en || usual[language];
}

/** What holds today or in the next days: a page may stay open over midnight. */
function soonExceptions(
  { exceptions = [], timeZone }: StoreView['settings'],
  language: Language,
  now: number,
): NonNullable<CustomerView['store']['exceptions']> {
  const first = wallClock(timeZone, now).day;
  const last = wallClock(timeZone, now + SOON_MS).day;
  return exceptions
    .filter(({ from, to }) => from <= last && to >= first)
    .map((exception) => ({ ...exception, label: exception.label[language] }));
}

/** What is missing, of orders that are fetched or were; nothing of what was found after all. */
function shortagesOf(orders: readonly StoredOrder[]): Pick<CustomerView, 'shortages'> {
  const shortages = orders
    .filter(({ order }) => OPEN.has(order.state) || order.state === 'handed_over')
    .flatMap(({ id, shortages: found }) => (found ?? []).map((shortage) => ({ ...shortage, orderId: id })))
    .filter(({ state }) => state !== 'withdrawn');
  return shortages.length > 0 ? { shortages } : {};
}

/** To what the customer may change; absent where there is nothing else. */
function servicesOf(pickup: Pickup, settings: StoreView['settings']): Pick<CustomerView, 'services'> {
  const services = choicesOf(pickup, settings);
  return services.length > 0 ? { services } : {};
}

/** Who is coming out with an order that is still to be handed over. */
function runnerOf(orders: readonly StoredOrder[]): CustomerView['runner'] {
  for (const { order } of orders) {
    if (OPEN.has(order.state) && order.claimedBy !== null && order.claimedAt !== null) {
      return { name: order.claimedBy.name, since: isoOf(order.claimedAt) };
    }
  }
  return null;
}
