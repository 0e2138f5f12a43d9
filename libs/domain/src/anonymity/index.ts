/** Which observations are shared by several trips, so that they may be shown or written to a disk. */
export { kAnonymous, LEAST_GROUP } from './k-anonymous.js';
