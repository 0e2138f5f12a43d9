export * from './projection.js';
export * from './polygon.js';
export * from './positions.js';
