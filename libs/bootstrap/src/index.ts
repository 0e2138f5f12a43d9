/** @curbline/bootstrap: starts one service as a process of its own, on a PostgreSQL and a Redis that it shares. */
export { readServiceEnvironment, type ServiceEnvironment } from './env.js';
export { bootstrap, type Service } from './start-service.js';
export { requireVolatileKeys } from './volatile-keys.js';
