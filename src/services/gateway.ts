/** gateway as a process of its own. It writes no table, so it migrates none. */
import '../require-node.js';
import { BoardAdapter, GatewayModule } from '@curbline/gateway';
import { builtPages } from '../built-pages.js';
import { start } from './run-service.js';

start({
  name: 'gateway',
  module: GatewayModule.forRoot({ pagesFolder: builtPages() }),
  migrations: [],
  sessions: 5,
  prepare: (app) => app.useWebSocketAdapter(new BoardAdapter(app)),
});
