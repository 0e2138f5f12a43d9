import { Module } from '@nestjs/common';
import { AdmittedTripsService } from './admitted-trips.service.js';
import { EndedLinksService } from './ended-links.service.js';
import { LinkEndsRepository } from './link-ends.repository.js';
import { ReportingGuard } from './reporting.guard.js';

/** Who may report positions, mostly without a query: a guard over a cache that ends with the trip or its link. */
@Module({
  providers: [AdmittedTripsService, EndedLinksService, LinkEndsRepository, ReportingGuard],
  exports: [AdmittedTripsService, ReportingGuard],
})
export class AdmissionModule {}
