/** geofence-service: fixes in, arrivals out. What it shares with other services is given by the program. */
import { Module, type DynamicModule } from '@nestjs/common';
import { AdmittedTrips } from './ingest/admitted-trips.js';
import { EndedLinks } from './ingest/ended-links.js';
import { FixesRoute } from './ingest/fixes.route.js';
import { ReportPositions } from './ingest/report-positions.js';
import { ReportingGuard } from './ingest/reporting.guard.js';
import { ApproachModels } from './estimates/approach-models.js';
import { FurtherEstimates } from './estimates/further-estimates.js';
import { RoutedTrips, RouterAddress } from './estimates/routed-trips.js';
import { FenceController } from './fence/fence.controller.js';
import { ParkingHeatMaps } from './fence/parking-heat-maps.js';
import { Premises } from './premises/premises.js';
import { Receipts } from './track/receipts.js';
import { TrackTrips } from './track/track-trips.js';
import { WatchTracks } from './track/watch-tracks.js';

@Module({
  controllers: [FenceController],
  providers: [
    AdmittedTrips,
    EndedLinks,
    ReportPositions,
    FixesRoute,
    ReportingGuard,
    Premises,
    Receipts,
    ParkingHeatMaps,
    ApproachModels,
    RoutedTrips,
    FurtherEstimates,
    TrackTrips,
    WatchTracks,
  ],
})
export class GeofenceServiceModule {
  /** The same with a router for its estimates. @param url of a Valhalla server; `undefined` for none */
  static withRouter(url: string | undefined): DynamicModule {
    const address = { provide: RouterAddress, useValue: new RouterAddress(url) };
    return { module: GeofenceServiceModule, providers: [address] };
  }
}

export { TrackRows } from './track/track-rows.js';
export { geofenceServiceMigrations } from './migrations/geofence-service-migrations.js';
