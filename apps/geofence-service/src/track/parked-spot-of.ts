import type { Card } from '@curbline/contracts/events';
import { projectionAround, toPosition } from '@curbline/domain/geo';
import { firstLegOf } from '@curbline/domain/service';
import type { ParkedPosition } from '../learning/parking-heat-maps.service.js';
import type { TripTrack } from './trip-track.js';

/** A position older than this says little about where the order was handed over. */
const FRESH_MS = 300_000;
const COARSEST_M = 35;
const STANDING_MPS = 1.5;

/**
 * Where the customer was parked at the hand-over: a fresh, accurate position of a standing car that is under no suspicion.
 * Customers on foot stand at a counter and not in the car park, so they give none.
 */
export function parkedSpotOf(
  { track, plausibility, lastSeenAt }: TripTrack,
  card: Card,
): ParkedPosition | undefined {
  const { motion, origin } = track;
  const { handedOverAt } = card.order;
  if (!motion || !origin || lastSeenAt === null || handedOverAt === null) return undefined;
  const usable =
    firstLegOf(card.service).travel === 'by_car' &&
    plausibility.doubts.length === 0 &&
    Date.parse(handedOverAt) - lastSeenAt <= FRESH_MS &&
    motion.accuracyM <= COARSEST_M &&
    Math.hypot(motion.vx, motion.vy) <= STANDING_MPS;
  return usable ? { position: toPosition(projectionAround(origin), motion), mapOrigin: origin } : undefined;
}
