import { Module } from '@nestjs/common';
import { TrackModule } from '../track/track.module.js';
import { PhoneAppsRoute } from './phone-apps.route.js';
import { PhoneReportsService } from './phone-reports.service.js';
import { PhoneTripsRepository } from './phone-trips.repository.js';
import { RadarRoute } from './radar.route.js';

/** Takes in what customers' own tracking apps report, each in its own format. */
@Module({
  imports: [TrackModule],
  providers: [PhoneAppsRoute, PhoneReportsService, PhoneTripsRepository, RadarRoute],
})
export class PhoneAppsModule {}
