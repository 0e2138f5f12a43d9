/** Missing goods: a line of an order that is short, and what the customer and the store agree about it. */
export * from './decide-shortage.js';
export * from './shortage-policy.js';
export * from './shortage-transitions.js';
export { allowedMoves } from '../transitions.js';
