import type { MigrationSet } from '@curbline/database';
import { Deliveries1767227020000 } from './1-deliveries.js';
import { Suppressions1767227021000 } from './2-suppressions.js';
import { Alerts1767227050000 } from './4-alerts.js';
import { PushSubscriptions1767227070000 } from './5-push-subscriptions.js';
import { SuppressionsThatEnd1767227080000 } from './6-suppressions-that-end.js';
import { WhatPersonsAreTold1767227090000 } from './7-what-persons-are-told.js';
import { Webhooks1767227040000 } from './3-webhooks.js';

/** Makes and changes the tables that notification-service writes. */
export const notificationServiceMigrations: MigrationSet = {
  owner: 'notification-service',
  tableName: 'notification_service_migrations',
  migrations: [
    Deliveries1767227020000,
    Suppressions1767227021000,
    Webhooks1767227040000,
    Alerts1767227050000,
    PushSubscriptions1767227070000,
    SuppressionsThatEnd1767227080000,
    WhatPersonsAreTold1767227090000,
  ],
};
