/** Generated trips: a drive, the phone that records it, and the lot it goes to. */
export {
  drive,
  record,
  SeededRandom,
  type Move,
  type PhoneModel,
  type TruePoint,
} from '@curbline/simulation';
export { drawOutline, movedBy, placeInside, turned, type Shape } from './outlines.js';
export { lotStore, SOMEWHERE, type Lot } from './lot.js';
export {
  BEGINS_AT,
  fixesOf,
  GOOD_PHONE,
  parkedS,
  secondsAfter,
  detect,
  detectFixes,
  type Detected,
} from './detect.js';
export { STORIES, story, type Story } from './stories.js';
export { drawTown, townTrip, type TownTrip, type WayIn } from './town.js';
export { SPOOFED_AT, SPOOFED_TRIPS, goodTrip, honestTrip, movedNorth } from './spoofed-trips.js';
