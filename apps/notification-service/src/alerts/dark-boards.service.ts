/** Tells a store's people that customers wait and no board is connected: once of each darkness. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { darkBoard } from '@curbline/domain/alerts';
import { darkBoardAlerts, darkBoardText, type StaffAddresses } from '@curbline/domain/notify';
import { clockTime, mayBeOpenAt, wallClock } from '@curbline/domain/opening-hours';
import { Clock, RepeatedWork, SecretBox } from '@curbline/platform';
import { countryOf, readPhone } from '@curbline/platform/contact';
import { DataSource } from 'typeorm';
import { DeliveriesRepository } from '../deliveries/deliveries.repository.js';
import { type DeliveryEntity, newDelivery } from '../deliveries/delivery.entity.js';
import { DeliverySenderService } from '../deliveries/delivery-sender.service.js';
import { type WaitingStore, WaitingStoresRepository } from '../deliveries/waiting-stores.repository.js';
import { type AlertedStore, AlertedStoresRepository } from './alerted-stores.repository.js';

/** A board counts as gone 45 s after it was last noted: the store knows within a minute. Ms. */
const LOOK_EVERY_MS = 5_000;

@Injectable()
export class DarkBoardsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('alerts');
  private readonly work = new RepeatedWork(
    () => this.look(),
    (error) =>
      this.logger.warn({
        err: error,
        msg: 'Whether boards are connected could not be read. It is tried again.',
      }),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly waiting: WaitingStoresRepository,
    private readonly stores: AlertedStoresRepository,
    private readonly deliveries: DeliveriesRepository,
    private readonly sender: DeliverySenderService,
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    // Without a key nothing can be sealed, so nothing is sent.
    if (this.box.isOpen) this.work.begin(LOOK_EVERY_MS);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.end();
  }

  /** Writes the alerts of every store that is dark now; the same again add nothing. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const waiting = await this.waiting.all();
    if (waiting.length === 0) return;
    const stores = await this.stores.find(waiting.map(({ storeId }) => storeId));
    const alerts = waiting.flatMap((seen) => this.alertsOf(seen, stores.get(seen.storeId), now));
    if (alerts.length === 0) return;
    const added = await inTransaction(this.dataSource, (manager) => this.deliveries.add(manager, alerts));
    if (added) this.sender.wake();
  }

  private alertsOf(seen: WaitingStore, store: AlertedStore | undefined, now: number): DeliveryEntity[] {
    if (!store || !darkBoard({ ...seen, isOpen: mayBeOpenAt(store, now) }, now)) return [];
    const { storeId, waiting, waitingSince, lastConnectedAt } = seen;
    const { language, timeZone } = store;
    const words = { store: store.name, waiting, since: clockTime(timeZone, waitingSince) };
    const texts = darkBoardText(language, words);
    const darkness = { lastConnectedAt, day: wallClock(timeZone, now).day };
    return darkBoardAlerts(darkness, addressesOf(store, 'store'), addressesOf(store, 'manager'), now).map(
      ({ to, ...planned }) =>
        newDelivery(
          this.box,
          { ...planned, storeId, orderId: null, tripId: null, kind: 'dark_board', language },
          {
            to,
            storeName: store.name,
            subject: texts.subject,
            text: planned.channel === 'sms' ? texts.sms : texts.body,
            link: null,
          },
          now,
        ),
    );
  }
}

/** The store's own number serves where none is given for alerts, if text messages reach it. */
function addressesOf(
  { alerts, phone, country, timeZone }: AlertedStore,
  whom: 'store' | 'manager',
): StaffAddresses {
  const given = alerts[whom];
  const number = given?.phone || (whom === 'store' && !given?.email ? phone : '');
  const read = readPhone(number, country ?? countryOf(timeZone));
  return { ...('e164' in read && { sms: read.e164 }), ...(given?.email && { email: given.email }) };
}
