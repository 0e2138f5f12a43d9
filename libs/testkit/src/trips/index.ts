/** Generated trips: a drive, the phone that records it, and the lot it goes to. */
export { drive, type Move, type TruePoint } from './drive.js';
export { record, type Phone } from './phone.js';
export { drawOutline, movedBy, placeInside, turned, type Shape } from './outlines.js';
export { lotStore, SOMEWHERE, type Lot } from './lot.js';
export { BEGINS_AT, fixesOf, GOOD_PHONE, parkedS, secondsAfter, tell, tellFixes, type Told } from './tell.js';
export { STORIES, story, type Story } from './stories.js';
export { SeededRandom } from '../random.js';
export { drawTown, townTrip, type TownTrip, type WayIn } from './town.js';
export { FORGED_AT, FORGERIES, goodTrip, honestTrip, movedNorth } from './forge.js';
