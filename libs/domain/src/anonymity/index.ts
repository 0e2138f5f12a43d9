/** What may be told, or written to a disk, only of several trips together. */
export { kAnonymous, LEAST_GROUP } from './k-anonymous.js';
