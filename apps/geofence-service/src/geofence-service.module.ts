/** geofence-service: fixes in, arrivals out. What it shares with other services is given by the program. */
import { Module, type DynamicModule } from '@nestjs/common';
import type { MigrationSet } from '@curbline/database';
import { AdmittedTrips } from './ingest/admitted-trips.js';
import { EndedLinks } from './ingest/ended-links.js';
import { FixesShortWay } from './ingest/fixes-short-way.js';
import { FixesController } from './ingest/fixes.controller.js';
import { ReportPositions } from './ingest/report-positions.js';
import { ApproachModels } from './estimates/approach-models.js';
import { FurtherEstimates } from './estimates/further-estimates.js';
import { RoutedTrips, RouterAddress } from './estimates/routed-trips.js';
import { FenceController } from './fence/fence.controller.js';
import { Stands } from './fence/stands.js';
import { CreateTracks1764000000100 } from './migrations/1-tracks.js';
import { CreateStandGrid1764000000200 } from './migrations/2-stand-grid.js';
import { CreateApproachModel1764000000300 } from './migrations/3-approach-model.js';
import { CreateSealedTracks1767226260000 } from './migrations/4-sealed-tracks.js';
import { KeepStandsByThrees1767226260001 } from './migrations/5-stands-by-threes.js';
import { KeepApproachesByThrees1767226800000 } from './migrations/6-approaches-by-threes.js';
import { Premises } from './premises/premises.js';
import { Receipts } from './track/receipts.js';
import { TrackTrips } from './track/track-trips.js';
import { WatchTracks } from './track/watch-tracks.js';

@Module({
  controllers: [FixesController, FenceController],
  providers: [
    AdmittedTrips,
    EndedLinks,
    ReportPositions,
    FixesShortWay,
    Premises,
    Receipts,
    Stands,
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

export const geofenceServiceMigrations: MigrationSet = {
  owner: 'geofence-service',
  tableName: 'geofence_service_migrations',
  migrations: [
    CreateTracks1764000000100,
    CreateStandGrid1764000000200,
    CreateApproachModel1764000000300,
    CreateSealedTracks1767226260000,
    KeepStandsByThrees1767226260001,
    KeepApproachesByThrees1767226800000,
  ],
};
