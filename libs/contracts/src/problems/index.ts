/** Refusals: RFC 9457 problem details, their kinds, and the texts for wrong fields. */
export { frenchOf, says } from './field-texts.js';
export * from './kinds.js';
export * from './problem.js';
