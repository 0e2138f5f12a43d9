import type { GivenGestures } from '@curbline/contracts/http';
import { W40 } from './long-words.js';

/** A year's gestures, one with the longest name that a store may give it. */
export const GESTURES: GivenGestures = {
  from: '2025-11-29',
  to: '2026-11-28',
  gestures: [
    { gestureId: 'long', label: { fr: W40, en: W40 }, given: 12_345, rated: 4_321, pleased: 4_210 },
    { gestureId: 'flowers', label: { fr: 'Des fleurs', en: 'Flowers' }, given: 1, rated: 0, pleased: 0 },
  ],
};
