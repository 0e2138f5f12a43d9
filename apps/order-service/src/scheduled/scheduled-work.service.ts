/** What runs every few seconds, every minute or every hour. A run that fails is logged, and the next one finds what it left. */
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { inTransaction } from '@curbline/database';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { prune } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { ContactsRepository } from '../contacts/contacts.repository.js';
import { StoredResponsesRepository } from '../idempotency/stored-responses.repository.js';
import { InboxRepository } from '../connectors/inbox.repository.js';
import { ShopOrdersRepository } from '../connectors/shop-orders.repository.js';
import { OrderLinesRepository } from '../orders/order-lines.repository.js';
import { EndedRowsRepository } from './ended-rows.repository.js';
import { AppliedTripEventsRepository } from '../trips/applied-trip-events.repository.js';
import { AnonymizationService } from '../personal-data/anonymization.service.js';
import { ShortagesService } from '../shortages/shortages.service.js';
import { HoldsService } from '../holds/holds.service.js';
import { LeadTimesService } from '../stores/lead-times.service.js';
import { LeftOpenArrivalsService } from '../trips/left-open-arrivals.service.js';
import { TripExpiryService } from '../trips/trip-expiry.service.js';

/** How late a question about missing goods may fall back. */
const QUESTIONS_MS = 5_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

@Injectable()
export class ScheduledWorkService implements OnModuleDestroy {
  private readonly logger = new Logger('scheduled-work');
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly expiry: TripExpiryService,
    private readonly leadTimes: LeadTimesService,
    private readonly leftOpen: LeftOpenArrivalsService,
    private readonly responses: StoredResponsesRepository,
    private readonly endedRows: EndedRowsRepository,
    private readonly appliedEvents: AppliedTripEventsRepository,
    private readonly orderLines: OrderLinesRepository,
    private readonly contacts: ContactsRepository,
    private readonly anonymization: AnonymizationService,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'retention'>,
    private readonly inbox: InboxRepository,
    private readonly shopOrders: ShopOrdersRepository,
    private readonly shortages: ShortagesService,
    private readonly holds: HoldsService,
  ) {}

  @Interval(MINUTE_MS)
  expireTrips(): Promise<void> {
    return this.run('The expiry of trips', () => this.expiry.expire());
  }

  @Interval(MINUTE_MS)
  closeLeftOpenArrivals(): Promise<void> {
    return this.run('Closing arrivals that were left open', () => this.leftOpen.takeOut());
  }

  @Interval(MINUTE_MS)
  endHolds(): Promise<void> {
    return this.run('The end of holds', () => this.holds.end());
  }

  @Interval(QUESTIONS_MS)
  settleShortages(): Promise<void> {
    return this.run('Settling questions about missing goods', () => this.shortages.fallBack());
  }

  @Interval(HOUR_MS)
  adjustLeadTimes(): Promise<void> {
    return this.run('The update of automatic lead times', () => this.leadTimes.follow());
  }

  @Interval(HOUR_MS)
  cleanUp(): Promise<void> {
    return this.run('The clean-up', () => this.clean());
  }

  /** The database stays open until what is running has ended. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.running);
  }

  /** Deletes what is past its time. */
  async clean(): Promise<void> {
    const now = this.clock.now();
    const { contacts, log, audit } = this.options.retention;
    await inTransaction(this.dataSource, async (manager) => {
      await this.responses.deleteOld(manager, now);
      await this.appliedEvents.deleteOld(manager, now);
      await this.endedRows.delete(manager, now, audit * DAY_MS);
      await this.orderLines.deleteOld(manager, now);
      await this.contacts.deleteOfTripsClosedBefore(manager, now - contacts * DAY_MS);
      await this.inbox.deleteOld(manager, now);
      await this.shopOrders.deleteOld(manager, now);
    });
    await this.anonymization.run();
    await prune(this.dataSource, now, log);
  }

  private async run(name: string, work: () => Promise<unknown>): Promise<void> {
    const turn = work()
      .then(() => {})
      .catch((error: unknown) =>
        this.logger.warn({ msg: `${name} failed. It is tried again at its next turn.`, err: error }),
      )
      .finally(() => this.running.delete(turn));
    this.running.add(turn);
    await turn;
  }
}
