/** Starts notification-service as a process of its own. */
import '@curbline/bootstrap/require-node';
import { bootstrap } from '@curbline/bootstrap';
import { NotificationServiceModule, notificationServiceMigrations } from './notification-service.module.js';

bootstrap({
  name: 'notification-service',
  module: NotificationServiceModule,
  migrations: [notificationServiceMigrations],
  sessions: 10,
});
