/**
 * Queries every two seconds which links were revoked or expired, and ends the admissions of their trips: one small query,
 * however many phones report. The query looks back one minute, to allow for clocks that differ and for slow transactions.
 */
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock, RepeatedWork } from '@curbline/platform';
import { StoreLogFollower } from '@curbline/store-log';
import { AdmittedTripsService, UNWATCHED_MS } from './admitted-trips.service.js';
import { LinkEndsRepository } from './link-ends.repository.js';

const LOOK_EVERY_MS = 2_000;
const LOOK_BACK_MS = 60_000;

@Injectable()
export class EndedLinksService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EndedLinksService.name);
  private readonly looks = new RepeatedWork(
    () => this.look(),
    (error) =>
      this.logger.warn(
        { err: error },
        'The ended links could not be read. Until they can, every position report queries the database.',
      ),
  );
  private lookedAt = 0;
  /** Links whose end was handled, so that it is handled once and not for a whole minute; by when, ms. */
  private readonly handled = new Map<string, number>();

  constructor(
    private readonly linkEnds: LinkEndsRepository,
    private readonly admitted: AdmittedTripsService,
    @Inject(StoreLogFollower) private readonly follower: StoreLogFollower,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.looks.now();
    this.looks.begin(LOOK_EVERY_MS);
  }

  onModuleDestroy(): Promise<void> {
    return this.looks.end();
  }

  /** Ends the admissions of links that ended. If the query fails, nothing is confirmed as watched. */
  private async look(): Promise<void> {
    const now = this.clock.now();
    const since = new Date(Math.min(now, this.lookedAt || now) - LOOK_BACK_MS);
    const rows = await this.linkEnds.read(since, new Date(now));
    for (const { trip_id: tripId, link } of rows) {
      if (!this.handled.has(link)) this.admitted.end(tripId, this.clock.now());
      this.handled.set(link, now);
    }
    for (const [link, at] of this.handled) if (now - at > LOOK_BACK_MS) this.handled.delete(link);
    // The log reports the ends of trips, so it must be up to date as well.
    if (this.follower.unseenForMs < UNWATCHED_MS) this.admitted.watched(now);
    this.lookedAt = now;
  }
}
