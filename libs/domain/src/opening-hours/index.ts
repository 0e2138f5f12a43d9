export { exceptionOn, overlapOf, spansOn, type HoursException, type Span } from './exceptions.js';
export { overlapInDay } from './spans.js';
export { frenchPublicHolidays, type PublicHoliday } from './french-holidays.js';
export {
  clockTime,
  isClosedForLong,
  isOpenAt,
  mayBeOpenAt,
  wallClock,
  type Opening,
} from './opening-hours.js';
