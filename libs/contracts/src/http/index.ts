/** Everything that crosses HTTP. Pages import the types alone; the server parses with the schemas. */
export * from './account.js';
export * from './board.js';
export * from './board-commands.js';
export * from './customer-view.js';
export * from './devices.js';
export * from './fixes.js';
export * from './geo-json.js';
export * from './installation.js';
export * from './orders.js';
export * from './pickups.js';
export * from './place-order.js';
export * from './shops.js';
export * from './staff.js';
export * from './stats.js';
export * from './stores.js';
export * from './trips.js';
export * from './trip-stream.js';
