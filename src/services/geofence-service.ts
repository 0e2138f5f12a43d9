/** geofence-service as a process of its own. */
import '../require-node.js';
import { GeofenceServiceModule, geofenceServiceMigrations } from '@curbline/geofence-service';
import { requireVolatileKeys } from './volatile-keys.js';
import { start } from './run-service.js';

start({
  name: 'geofence-service',
  module: GeofenceServiceModule,
  configured: ({ ROUTER_URL }) => GeofenceServiceModule.withRouter(ROUTER_URL),
  migrations: [geofenceServiceMigrations],
  sessions: 10,
  check: requireVolatileKeys,
});
