/** What a store's manager should look at now. */
export * from './darkness.js';
export * from './store-alerts.js';
