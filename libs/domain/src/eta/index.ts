export * from './pace.js';
export * from './estimate.js';
export * from './predictions.js';
