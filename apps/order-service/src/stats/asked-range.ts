/** The days that a caller asks for, once it is known what day it is at the store. */
import { type Day, daysBetween, MOST_DAYS, type StatsQuery } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { addDays, type Period } from './period.js';

type Range = Pick<Period, 'from' | 'to'>;

/**
 * The range, with today for what was left out.
 * @throws ProblemException `invalid-input` when it ends before it begins or has more than `MOST_DAYS`; a range of which
 *   both ends were given is checked with the request.
 */
export function rangeOf({ from, to }: StatsQuery, today: Day): Range {
  const range = { from: from ?? (to !== undefined && to < today ? to : today), to: to ?? today };
  if (range.from > range.to) {
    throw problem('invalid-input', {
      errors: [
        {
          field: 'from',
          message: {
            en: 'this day is still to come: give an earlier one, or a later end',
            fr: 'ce jour est encore à venir\u00a0: donnez-en un plus ancien, ou une fin plus tardive',
          },
        },
      ],
    });
  }
  if (daysBetween(range.from, range.to) > MOST_DAYS) {
    throw problem('invalid-input', {
      errors: [
        {
          field: 'from',
          message: {
            en: 'a range has two years at most: ask year by year',
            fr: 'une période compte deux ans au plus\u00a0: demandez année par année',
          },
        },
      ],
    });
  }
  return range;
}

/** The range of the same length that ends the day before. */
export function rangeBefore({ from, to }: Range): Range {
  return { from: addDays(from, -daysBetween(from, to)), to: addDays(from, -1) };
}
