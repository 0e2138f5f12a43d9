import { Module } from '@nestjs/common';
import { PickupsModule } from '../pickups/pickups.module.js';
import { GesturesModule } from '../gestures/gestures.module.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { FiguresRepository } from './figures.repository.js';
import { FiveFiguresService } from './five-figures.service.js';
import { GaugesService } from './gauges.service.js';
import { PastPickupsController } from './past-pickups.controller.js';
import { PastPickupsService } from './past-pickups.service.js';
import { PastPickupsRepository } from './past-pickups.repository.js';
import { StatsController } from './stats.controller.js';
import { StatsService } from './stats.service.js';
import { StoreGesturesController } from './store-gestures.controller.js';
import { StoreGesturesService } from './store-gestures.service.js';
import { StoreRatingsController } from './store-ratings.controller.js';
import { StoreRatingsService } from './store-ratings.service.js';
import { StoreStatsController } from './store-stats.controller.js';
import { StoreStatsService } from './store-stats.service.js';

/** The figures of today and of any days, the pickups behind them, and the gauges for Prometheus. */
@Module({
  imports: [GesturesModule, PickupsModule, RatingsModule, StoresModule],
  controllers: [
    PastPickupsController,
    StatsController,
    StoreGesturesController,
    StoreRatingsController,
    StoreStatsController,
  ],
  providers: [
    FiguresRepository,
    FiveFiguresService,
    GaugesService,
    PastPickupsService,
    PastPickupsRepository,
    StatsService,
    StoreGesturesService,
    StoreRatingsService,
    StoreStatsService,
  ],
  exports: [FiguresRepository, FiveFiguresService],
})
export class StatsModule {}
