/** Starts order-service as a process of its own. */
import '@curbline/bootstrap/require-node';
import { bootstrap } from '@curbline/bootstrap';
import { OrderServiceModule, orderServiceMigrations } from './order-service.module.js';

bootstrap({
  name: 'order-service',
  module: OrderServiceModule,
  migrations: [orderServiceMigrations],
  sessions: 20,
});
