/** Runs what is due every minute (expired trips, arrivals left open) and every hour (clean-up, automatic lead times). */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { prune } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { deleteOldResponses } from '../idempotency/stored-responses.repository.js';
import { deleteEnded } from './delete-ended.js';
import { deleteOldTripEvents } from '../trips/trip-events.service.js';
import { LeadTimesService } from '../stores/lead-times.service.js';
import { LeftOpenArrivalsService } from '../trips/left-open-arrivals.service.js';
import { TripExpiryService } from '../trips/trip-expiry.service.js';

const EXPIRY_EVERY_MS = 60_000;
const LEFT_OPEN_EVERY_MS = 60_000;
const CLEANING_EVERY_MS = 3_600_000;
const LEADS_EVERY_MS = 3_600_000;

@Injectable()
export class ScheduledWorkService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('scheduled-work');
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly expiry: TripExpiryService,
    private readonly leads: LeadTimesService,
    private readonly leftOpen: LeftOpenArrivalsService,
  ) {}

  onApplicationBootstrap(): void {
    this.every(EXPIRY_EVERY_MS, 'The expiry of trips', () => this.expiry.expire());
    this.every(LEFT_OPEN_EVERY_MS, 'Closing arrivals that were left open', () => this.leftOpen.takeOut());
    this.every(CLEANING_EVERY_MS, 'The clean-up', () => this.clean());
    this.every(LEADS_EVERY_MS, 'The update of automatic lead times', () => this.leads.follow());
  }

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.running);
  }

  /** Deletes what has expired. */
  async clean(): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.dataSource, async (manager) => {
      await deleteOldResponses(manager, now);
      await deleteOldTripEvents(manager, now);
      await deleteEnded(manager, now);
    });
    await prune(this.dataSource, now);
  }

  private every(periodMs: number, name: string, work: () => Promise<unknown>): void {
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        // The database may be away; the next turn finds what this one left.
        this.logger.warn({ msg: `${name} failed; it runs again at its next turn`, err: error });
      }
    };
    const timer = setInterval(() => {
      const turn: Promise<void> = run().finally(() => this.running.delete(turn));
      this.running.add(turn);
    }, periodMs);
    timer.unref();
    this.timers.push(timer);
  }
}
