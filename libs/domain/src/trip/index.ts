/** The trip: the customer's journey, from "I'm on my way" to the end. */
export * from './decide-trip.js';
export * from './trip.js';
export * from './evidence.js';
export * from './link-life.js';
export * from './trip-transitions.js';
export { allowedMoves, nextState, type Transition } from '../transitions.js';
export * from './lateness.js';
export * from './substitute.js';
