/** Forgets the customers of trips that ended long enough ago, a few trips at a time. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { oneByOne } from '../changes/one-by-one.js';
import { NAMES_AFTER } from './personal-data.service.js';
import { PersonalDataRepository } from './personal-data.repository.js';

const DAY_MS = 24 * 3_600_000;
/** Trips at a time: a transaction of some tenths of a second. */
const BATCH = 200;

@Injectable()
export class AnonymizationService implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly data: PersonalDataRepository,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'retention'>,
  ) {}

  /** What a stopped run leaves, the next one finds. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** @returns how many trips no longer say whose they were. */
  async run(): Promise<number> {
    const now = this.clock.now();
    const closedBefore = now - this.options.retention.orders * DAY_MS;
    let done = 0;
    while (!this.stopping) {
      const trips = await this.data.findNamed(this.db.manager, closedBefore, BATCH);
      const byStore = [...Map.groupBy(trips, (trip) => trip.storeId)];
      const stores = await oneByOne('Forgetting who came', byStore, async ([storeId, ofStore]) => {
        const tripIds = ofStore.map(({ tripId }) => tripId);
        await inTransaction(this.db, (manager) =>
          this.data.anonymize(manager, storeId, tripIds, NAMES_AFTER, now),
        );
        done += tripIds.length;
        return true;
      });
      if (trips.length < BATCH || stores === 0) break;
    }
    return done;
  }
}
