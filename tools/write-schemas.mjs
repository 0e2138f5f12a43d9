#!/usr/bin/env node
/**
 * Writes what the migrations make into `apps/<service>/schema.sql`, one file a service that owns tables. Runs on the
 * embedded database, or on the server of CURBLINE_TEST_POSTGRES_URL with CURBLINE_TEST_DATABASE=postgres.
 *
 *   npm run schema
 */
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { schemaText } from '@curbline/database';
import { geofenceServiceMigrations } from '@curbline/geofence-service';
import { notificationServiceMigrations } from '@curbline/notification-service';
import { orderServiceMigrations } from '@curbline/order-service';
import { testDatabase } from '@curbline/testkit';

for (const set of [orderServiceMigrations, geofenceServiceMigrations, notificationServiceMigrations]) {
  const { database, close } = await testDatabase([set]);
  try {
    const text = await schemaText(database.dataSource, [set.tableName]);
    writeFileSync(new URL(`../apps/${set.owner}/schema.sql`, import.meta.url), text);
    console.log(`apps/${set.owner}/schema.sql is written.`);
  } finally {
    await close();
  }
}
