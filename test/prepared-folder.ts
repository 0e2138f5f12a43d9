import { makeEmbeddedFolder } from '@curbline/testkit';
import { geofenceServiceMigrations } from '../apps/geofence-service/src/migrations/geofence-service-migrations.js';
import { orderServiceMigrations } from '../apps/order-service/src/migrations/order-service-migrations.js';

/**
 * A data folder for the real program whose migrated, empty database was made once for all specs: a program starts on
 * it in half the time of a first start. That a first start works is tested by test/e2e/program.spec.ts.
 */
export function preparedFolder(): Promise<string> {
  return makeEmbeddedFolder([orderServiceMigrations, geofenceServiceMigrations]);
}
