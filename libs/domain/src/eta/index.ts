export * from './pace.js';
export * from './estimate.js';
