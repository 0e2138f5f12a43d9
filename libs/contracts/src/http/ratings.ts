/** What customers say of their pickup once they have their order, and what a store's managers read of it. */
import { z } from 'zod';
import { line } from '../text/index.js';
import { checkedRange, Day, dayRange } from './stats.js';

export const MOST_STARS = 5;
/** Characters. */
export const MOST_RATING_WORDS = 500;
const Stars = z.number().int().min(1).max(MOST_STARS);

/** `PUT /v1/trips/{tripId}/rating`: one tap, with words or without. */
export const RateTrip = z
  .strictObject({
    /** Null: the customer does not want to say, and is not asked again. */
    stars: Stars.nullable(),
    /** What is absent stays as it is; nothing but spaces takes the words back. */
    words: line(0, MOST_RATING_WORDS).optional(),
  })
  .meta({ id: 'RateTrip' });
export type RateTrip = z.infer<typeof RateTrip>;

/** A customer's own rating. */
export const TripRating = z
  .object({
    /** Null where the customer did not want to say. */
    stars: Stars.nullable(),
    words: z.string().nullable(),
  })
  .meta({ id: 'TripRating' });
export type TripRating = z.infer<typeof TripRating>;

/** `GET /v1/stores/:storeId/ratings`: both days included; today when left out. */
export const RatingsQuery = checkedRange(z.strictObject(dayRange)).meta({ id: 'RatingsQuery' });
export type RatingsQuery = z.infer<typeof RatingsQuery>;

const count = z.number().int().nonnegative();
const percent = z.number().min(0).max(100).nullable();

/** The most words that are read at once. */
export const MOST_WORDS_READ = 100;

/** A pickup belongs to the day on which it ended. Nothing here says who handed an order over. */
export const StoreRatings = z
  .object({
    from: Day,
    to: Day,
    /** Customers who got their orders. */
    handedOver: count,
    /** Those of them who rated, and their share. */
    rated: count,
    ratedPercent: percent,
    /** Of those who rated, best first; all five are there. */
    shares: z.array(z.object({ stars: Stars, count, percent })),
    /** The newest first; the day is that of the pickup. Words are kept as long as the names of the trip. */
    words: z.array(z.object({ day: Day, stars: Stars, words: z.string() })).max(MOST_WORDS_READ),
  })
  .meta({ id: 'StoreRatings' });
export type StoreRatings = z.infer<typeof StoreRatings>;
