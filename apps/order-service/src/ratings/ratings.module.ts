import { Module } from '@nestjs/common';
import { RatingsService } from './ratings.service.js';
import { TripRatingsRepository } from './trip-ratings.repository.js';

/** What customers say of their pickup, as it is stored. */
@Module({
  providers: [RatingsService, TripRatingsRepository],
  exports: [RatingsService, TripRatingsRepository],
})
export class RatingsModule {}
