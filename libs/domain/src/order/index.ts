/** The order: the work of the store, from placed to handed over. */
export * from './decide-order.js';
export * from './order-transitions.js';
export * from './proof-policy.js';
export { allowedMoves, nextState, type Transition } from '../transitions.js';
