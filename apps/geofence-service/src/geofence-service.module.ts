/** geofence-service: positions in, arrivals out. The program around it provides what it shares with other services. */
import { Module, type DynamicModule } from '@nestjs/common';
import { RouterModule } from './estimates/estimates.module.js';
import { FenceModule } from './fence/fence.module.js';
import { IngestModule } from './ingest/ingest.module.js';
import { PhoneAppsModule } from './phone-apps/phone-apps.module.js';
import { TrackModule } from './track/track.module.js';

@Module({ imports: [FenceModule, IngestModule, PhoneAppsModule, TrackModule] })
export class GeofenceServiceModule {
  /** The same with a router for its estimates. @param url of a Valhalla server; `undefined` for none */
  static withRouter(url: string | undefined): DynamicModule {
    return { module: GeofenceServiceModule, imports: [RouterModule.at(url)] };
  }
}

export { SealedTrackPersistence } from './track/sealed-track-persistence.js';
export { geofenceServiceMigrations } from './migrations/geofence-service-migrations.js';
