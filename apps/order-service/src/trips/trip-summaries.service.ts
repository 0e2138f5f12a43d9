/** Trips of one customer in brief, those that are under way first. */
import { Injectable } from '@nestjs/common';
import type { HeldTrip } from '@curbline/access';
import type { StoreView, TripsHeld, TripSummary } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { Clock, isoOf, isoOrNull } from '@curbline/platform';
import { DataSource } from 'typeorm';
import type { Pickup } from '../pickups/pickup.js';
import { StoresService } from '../stores/stores.service.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';

@Injectable()
export class TripSummariesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly trips: TripsRepository,
    private readonly orders: OrdersRepository,
  ) {}

  async of(held: readonly HeldTrip[]): Promise<TripsHeld> {
    const byStore = Map.groupBy(held, ({ storeId }) => storeId);
    const found = await Promise.all(
      [...byStore].map(([storeId, trips]) =>
        this.ofStore(
          storeId,
          trips.map(({ tripId }) => tripId),
        ),
      ),
    );
    const trips = found.flat().toSorted((a, b) => rankOf(a) - rankOf(b) || startOf(a) - startOf(b));
    return { serverTime: this.clock.now(), trips };
  }

  private async ofStore(storeId: string, tripIds: readonly string[]): Promise<TripSummary[]> {
    const store = await this.stores.find(storeId);
    if (!store) return [];
    const pickups = await readSnapshot(this.dataSource, async (manager): Promise<Pickup[]> => {
      const [trips, orders] = await Promise.all([
        this.trips.findByIds(manager, storeId, tripIds),
        this.orders.findByTrips(manager, storeId, tripIds),
      ]);
      return trips.map((trip) => ({ trip, orders: orders.filter(({ tripId }) => tripId === trip.id) }));
    });
    return pickups.flatMap((pickup) => summaryOf(pickup, store) ?? []);
  }
}

function summaryOf({ trip, orders }: Pickup, store: StoreView): TripSummary | undefined {
  const [first] = orders;
  if (!first) return undefined;
  const { window, customerName, language, service } = first.terms;
  const { name, address, phone, timeZone } = store.settings;
  return {
    tripId: trip.id,
    language,
    customerName,
    service,
    store: { id: store.id, name, address, phone, timeZone },
    orders: orders.map(({ order, terms }) => ({ shortCode: terms.shortCode, state: order.state })),
    window: window && { from: isoOf(window.from), to: isoOf(window.to) },
    placedAt: isoOf(trip.createdAt),
    state: trip.trip.state,
    sharing: trip.trip.sharing,
    bay: trip.place.bay,
    arrivedAt: isoOrNull(trip.trip.arrival?.occurredAt ?? null),
    closedAt: isoOrNull(trip.trip.closedAt),
  };
}

const RANKS: Readonly<Record<TripSummary['state'], number>> = {
  arrived: 0,
  approaching: 1,
  started: 2,
  departed: 2,
  pending: 3,
  left_open: 4,
  completed: 4,
  canceled: 5,
  expired: 5,
};

const rankOf = ({ state }: TripSummary): number => RANKS[state];
const startOf = ({ window, placedAt }: TripSummary): number => Date.parse(window?.from ?? placedAt);
