import type { StoreRatings } from '@curbline/contracts/http';
import { W40 } from './long-words.js';

/** A year's ratings, with the longest words that a customer may send. */
export const RATINGS: StoreRatings = {
  from: '2025-11-29',
  to: '2026-11-28',
  handedOver: 12_345,
  rated: 4_321,
  ratedPercent: 35,
  shares: [
    { stars: 5, count: 3_210, percent: 74.3 },
    { stars: 4, count: 1_000, percent: 23.1 },
    { stars: 3, count: 100, percent: 2.3 },
    { stars: 2, count: 11, percent: 0.3 },
    { stars: 1, count: 0, percent: 0 },
  ],
  words: [
    { day: '2026-11-28', stars: 5, words: `${W40} `.repeat(12).trim() },
    { day: '2026-11-27', stars: 1, words: 'Non' },
  ],
};
