/** Starts gateway as a process of its own. It owns no table, so it has no migrations. */
import '@curbline/bootstrap/require-node';
import { bootstrap } from '@curbline/bootstrap';
import { BoardAdapter, GatewayModule } from './gateway.module.js';

bootstrap({
  name: 'gateway',
  module: GatewayModule.forRoot(),
  migrations: [],
  sessions: 5,
  servesPages: true,
  prepare: (app) => app.useWebSocketAdapter(new BoardAdapter(app)),
});
