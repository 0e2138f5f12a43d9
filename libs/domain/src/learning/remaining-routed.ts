import type { Remaining } from '../eta/index.js';

/** Time from the road into a bay, seconds: map services count only up to the road. */
const PARKING_S = 45;

/**
 * A router's driving time as seconds left until the car stands.
 * @param drivingS what the router said
 * @param elapsedS how long ago it was asked
 */
export function remainingRouted(drivingS: number, elapsedS: number): Remaining {
  const left = (seconds: number): number => Math.max(0, seconds - elapsedS);
  return {
    seconds: left(drivingS + PARKING_S),
    low: left(0.8 * drivingS + PARKING_S / 2),
    high: left(1.5 * drivingS + 2 * PARKING_S) + 0.3 * elapsedS,
  };
}
