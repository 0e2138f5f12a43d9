/** What a store's manager should look at now. */
export * from './store-alerts.js';
