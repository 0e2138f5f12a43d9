export * from './projection.js';
export * from './polygon.js';
