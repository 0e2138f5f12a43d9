/** The wait and the order of serving. */
export * from './left-open.js';
export * from './objective.js';
export * from './serving-order.js';
export * from './split-wait.js';
