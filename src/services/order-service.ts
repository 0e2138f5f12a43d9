/** order-service as a process of its own. */
import '../require-node.js';
import { OrderServiceModule, orderServiceMigrations } from '@curbline/order-service';
import { start } from './run-service.js';

start({
  name: 'order-service',
  module: OrderServiceModule,
  migrations: [orderServiceMigrations],
  sessions: 20,
});
