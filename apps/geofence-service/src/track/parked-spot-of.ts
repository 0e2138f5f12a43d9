import type { Card } from '@curbline/contracts/events';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import type { StoodAt } from '../learning/parking-heat-maps.service.js';
import type { TripTrack } from './trip-track.js';

/** A position older than this says little about where the bags were handed over. */
const FRESH_MS = 300_000;
const COARSEST_M = 35;
const STANDING_MPS = 1.5;

/**
 * Where the customer stood at the hand-over, as far as the phone still told: a fresh, fine position of a
 * standing car that nothing speaks against. Whoever walks in stands at a counter, not in the car park.
 */
export function parkedSpotOf(
  { track, plausibility, lastSeenAt }: TripTrack,
  card: Card,
): StoodAt | undefined {
  const { motion, origin } = track;
  const { handedOverAt } = card.order;
  if (!motion || !origin || lastSeenAt === null || handedOverAt === null) return undefined;
  const usable =
    card.pickupType !== 'walk_in' &&
    plausibility.doubts.length === 0 &&
    Date.parse(handedOverAt) - lastSeenAt <= FRESH_MS &&
    motion.accuracyM <= COARSEST_M &&
    Math.hypot(motion.vx, motion.vy) <= STANDING_MPS;
  return usable ? { position: toPosition(projectionAround(origin), motion), mapOrigin: origin } : undefined;
}
