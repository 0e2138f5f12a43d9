import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { PhoneEventsController } from './phone-events.controller.js';
import { PhoneEventsService } from './phone-events.service.js';
import { PhoneTripsRepository } from './phone-trips.repository.js';
import { RadarTripsRoute } from './radar-trips.route.js';
import { TripPhoneController } from './trip-phone.controller.js';
import { TripPhoneService } from './trip-phone.service.js';

/** Customers' own phones: which app reports for which trip, and what their automations say. */
@Module({
  imports: [ChangesModule, PickupsModule, TripsModule],
  controllers: [PhoneEventsController, TripPhoneController],
  providers: [PhoneEventsService, PhoneTripsRepository, RadarTripsRoute, TripPhoneService],
})
export class PhonesModule {}
