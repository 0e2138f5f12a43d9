import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { GesturesModule } from '../gestures/gestures.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { RatingsModule } from '../ratings/ratings.module.js';
import { ServiceChangesModule } from '../service-changes/service-changes.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { AppliedTripEventsRepository } from './applied-trip-events.repository.js';
import { TripsService } from './trips.service.js';
import { CustomerViewsService } from './customer-views.service.js';
import { HeldTripsController } from './held-trips.controller.js';
import { LeftOpenArrivalsService } from './left-open-arrivals.service.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { TapGradingService } from './tap-grading.service.js';
import { TripEventsService } from './trip-events.service.js';
import { TripExpiryService } from './trip-expiry.service.js';
import { TripSummariesService } from './trip-summaries.service.js';
import { TripsController } from './trips.controller.js';

/** What customers do with their trips, what their positions tell, and how trips end. */
@Module({
  imports: [ChangesModule, GesturesModule, PickupsModule, RatingsModule, ServiceChangesModule, StoresModule],
  controllers: [HeldTripsController, TripsController],
  providers: [
    AppliedTripEventsRepository,
    TripsService,
    CustomerViewsService,
    LeftOpenArrivalsService,
    ReceiptsRepository,
    TapGradingService,
    TripEventsService,
    TripExpiryService,
    TripSummariesService,
  ],
  exports: [
    AppliedTripEventsRepository,
    CustomerViewsService,
    LeftOpenArrivalsService,
    TripExpiryService,
    TripsService,
  ],
})
export class TripsModule {}
