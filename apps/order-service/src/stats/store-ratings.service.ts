/** How customers rated a store's pickups on some days, and what they wrote. */
import { Injectable } from '@nestjs/common';
import { MOST_STARS, type RatingsQuery, type StoreRatings } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { RatingsService } from '../ratings/ratings.service.js';
import { TripRatingsRepository } from '../ratings/trip-ratings.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { rangeOf } from './asked-range.js';
import { localDay } from './period.js';

const STARS = Array.from({ length: MOST_STARS }, (_, index) => MOST_STARS - index);

@Injectable()
export class StoreRatingsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly ratings: TripRatingsRepository,
    private readonly clock: Clock,
    private readonly said: RatingsService,
  ) {}

  /** @throws ProblemException `store-unknown`, or `invalid-input` for a range that is too long. */
  read(storeId: string, query: RatingsQuery): Promise<StoreRatings> {
    return readSnapshot(this.dataSource, async (manager) => {
      const { timeZone } = (await this.stores.require(manager, storeId)).settings;
      const range = rangeOf(query, localDay(this.clock.now(), timeZone));
      const days = { storeId, timeZone, ...range };
      const [{ handedOver, rated }, sealed] = await Promise.all([
        this.ratings.count(manager, days),
        this.ratings.words(manager, days),
      ]);
      const all = [...rated.values()].reduce((sum, each) => sum + each, 0);
      return {
        ...range,
        handedOver,
        rated: all,
        ratedPercent: percentOf(all, handedOver),
        shares: STARS.map((stars) => {
          const count = rated.get(stars) ?? 0;
          return { stars, count, percent: percentOf(count, all) };
        }),
        words: sealed.flatMap(({ tripId, sealed: text, ...said }) => {
          const words = this.said.opened(text, tripId);
          return words === null ? [] : [{ ...said, words }];
        }),
      };
    });
  }
}

const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole);
