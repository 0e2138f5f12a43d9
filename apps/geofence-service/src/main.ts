/** Starts geofence-service as a process of its own. */
import '@curbline/bootstrap/require-node';
import { bootstrap, requireVolatileKeys } from '@curbline/bootstrap';
import { GeofenceServiceModule, geofenceServiceMigrations } from './geofence-service.module.js';

bootstrap({
  name: 'geofence-service',
  module: GeofenceServiceModule,
  configured: ({ ROUTER_URL }) => GeofenceServiceModule.withRouter(ROUTER_URL),
  migrations: [geofenceServiceMigrations],
  sessions: 10,
  check: requireVolatileKeys,
});
