import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { PickupsModule } from '../pickups/pickups.module.js';
import { TripsModule } from '../trips/trips.module.js';
import { StaffSubstituteController } from './staff-substitute.controller.js';
import { SubstitutesService } from './substitutes.service.js';
import { TripSubstituteController } from './trip-substitute.controller.js';

/** Other people who collect. */
@Module({
  imports: [ChangesModule, PickupsModule, TripsModule],
  controllers: [StaffSubstituteController, TripSubstituteController],
  providers: [SubstitutesService],
})
export class SubstitutesModule {}
