/** Tells a store's devices by push of arrivals that nobody has taken, and of waits that become long. */
import { Inject, Injectable } from '@nestjs/common';
import type { Card, StoreEvent } from '@curbline/contracts/events';
import { inTransaction } from '@curbline/database';
import {
  decideStaffPush,
  mayCalmStaff,
  mayTellStaff,
  needlessForStaff,
  type PlannedStaffPush,
  type StaffEvent,
  staffPushText,
} from '@curbline/domain/notify';
import { firstLegOf, inCompartmentSince } from '@curbline/domain/service';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, SecretBox } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { type DeliveryEntity, newDelivery } from '../deliveries/delivery.entity.js';
import { DeliverySenderService } from '../deliveries/delivery-sender.service.js';
import { PushSubscriptionsRepository, type ToldDevice } from '../push/push-subscriptions.repository.js';
import { AlertedStoresRepository } from './alerted-stores.repository.js';
import { PromisedWaitsRepository } from './promised-waits.repository.js';

interface CardEvent {
  readonly event: StaffEvent;
  readonly card: Card;
}

@Injectable()
export class StaffPushService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly stores: AlertedStoresRepository,
    private readonly waits: PromisedWaitsRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly sender: DeliverySenderService,
    private readonly box: SecretBox,
    private readonly clock: Clock,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'publicUrl'>,
  ) {}

  /** Writes what follows from events of one store, and ends what is needless since; the same events again add nothing. */
  async plan(storeId: string, events: readonly StoreEvent[]): Promise<void> {
    if (!this.box.isOpen) return;
    const relevant = events.flatMap((event): CardEvent[] => {
      const { card } = event.payload;
      return card && (mayTellStaff(event.type) || mayCalmStaff(event.type))
        ? [{ event: staffEventOf(event, card), card }]
        : [];
    });
    if (relevant.length === 0) return;
    const arrivals = relevant.filter(({ event }) => mayTellStaff(event.type));
    const written = arrivals.length > 0 ? await this.write(storeId, arrivals) : [];
    const calmed = relevant.filter(({ event }) => mayCalmStaff(event.type));
    const added = await inTransaction(this.dataSource, async (manager) => {
      const wrote = written.length > 0 && (await this.deliveries.add(manager, written));
      for (const { event } of calmed)
        await this.deliveries.withdrawOfTrip(
          manager,
          storeId,
          event.tripId,
          needlessForStaff(event),
          this.clock.now(),
        );
      return wrote;
    });
    if (added) this.sender.wake();
  }

  private async write(storeId: string, arrivals: readonly CardEvent[]): Promise<DeliveryEntity[]> {
    const now = this.clock.now();
    const devices = await this.subscriptions.ofDevices(storeId, now);
    if (devices.length === 0) return [];
    const [stores, wait] = await Promise.all([this.stores.find([storeId]), this.waits.find(storeId)]);
    const storeName = stores.get(storeId)?.name;
    // The store was removed.
    if (storeName === undefined || !wait) return [];
    const told = devices.map(({ deviceId, isLead }) => ({ id: deviceId, isLead }));
    return arrivals.flatMap(({ event, card }) =>
      decideStaffPush(event, wait, told, now).flatMap((planned) =>
        devices
          .filter(({ deviceId }) => deviceId === planned.deviceId)
          .map((device) => this.toDelivery(planned, card, device, storeName, now)),
      ),
    );
  }

  private toDelivery(
    { kind, key, waitedMs, dueAt, expiresAt }: PlannedStaffPush,
    { storeId, orderId, tripId, shortCode, bay, service }: Card,
    { id: to, language }: ToldDevice,
    storeName: string,
    now: number,
  ): DeliveryEntity {
    const { place } = firstLegOf(service);
    const { subject, body } = staffPushText(kind, language, { code: shortCode, bay, place, waitedMs });
    const about = { storeId, orderId, tripId, key, kind, language, channel: 'push' } as const;
    const link = `${this.options.publicUrl}/board`;
    return newDelivery(
      this.box,
      { ...about, dueAt, expiresAt, unless: 'device_watched' },
      { to, storeName, subject, text: body, link },
      now,
    );
  }
}

function staffEventOf({ type, recordedAt }: StoreEvent, card: Card): StaffEvent {
  const { arrival, trip, window } = card;
  return {
    type,
    tripId: card.tripId,
    recordedAt: Date.parse(recordedAt),
    tripState: trip.state,
    arrivedAt: arrival?.confirmed ? Date.parse(arrival.occurredAt) : null,
    windowFrom: window ? Date.parse(window.from) : null,
    firstSignAt: trip.firstSignAt === null ? null : Date.parse(trip.firstSignAt),
    isClaimed: card.order.claimedBy !== null,
    isInCompartment: inCompartmentSince(card.service, card.locker) !== null,
    corrections: card.corrections,
  };
}
