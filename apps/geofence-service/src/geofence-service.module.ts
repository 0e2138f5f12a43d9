/** geofence-service: fixes in, arrivals out. What it shares with other services is given by the program. */
import { Module } from '@nestjs/common';
import type { MigrationSet } from '@curbline/database';
import { FixesController } from './ingest/fixes.controller.js';
import { CreateTracks1764000000100 } from './migrations/1-tracks.js';
import { Premises } from './premises/premises.js';
import { Receipts } from './track/receipts.js';
import { TrackTrips } from './track/track-trips.js';
import { WatchTracks } from './track/watch-tracks.js';

@Module({
  controllers: [FixesController],
  providers: [Premises, Receipts, TrackTrips, WatchTracks],
})
export class GeofenceServiceModule {}

export { TrackRows } from './track/track-rows.js';

export const geofenceServiceMigrations: MigrationSet = {
  owner: 'geofence-service',
  tableName: 'geofence_service_migrations',
  migrations: [CreateTracks1764000000100],
};
