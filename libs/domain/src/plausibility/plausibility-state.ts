/**
 * What is remembered of a trip to judge whether its positions can be true: plain JSON of well under 1 KB,
 * kept beside the track and erased with it.
 */

/**
 * teleport: stood here, and the next moment somewhere no car gets to in the time ·
 * frozen: the very same point again and again, as no receiver gives it ·
 * replayed: an older recording, or one played at another speed ·
 * accuracy_zero: claims to know the place to 0 m ·
 * from_the_future: recorded after it was sent ·
 * two_phones: one link, and positions that go to and fro between two places
 */
export const SUSPICIONS = [
  'teleport',
  'frozen',
  'replayed',
  'accuracy_zero',
  'from_the_future',
  'two_phones',
] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** Where a phone was last, on the server's clock. */
export interface Whereabouts {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM: number;
  /** Fixes that fit here so far. */
  readonly fixes: number;
}

/** A run of fixes that are equal to the last digit. */
export interface Stillness {
  readonly since: number;
  readonly fixes: number;
  /** The number of these for which the phone itself reported that it moves. */
  readonly moving: number;
  /** Nothing of this trip was ever seen anywhere else. */
  readonly fromStart: boolean;
}

/** Stretches between two fixes, by how their length agrees with the speed that the phone claimed. */
export interface Pace {
  readonly steps: number;
  /** Longer than the claimed speed allows. */
  readonly quick: number;
  /** Shorter. */
  readonly slow: number;
}

export interface PlausibilityState {
  readonly version: 1;
  readonly doubts: readonly Suspicion[];
  /** Where the phone is believed to be. */
  readonly here?: Whereabouts | undefined;
  /** Where the other fixes come from: an outlier, the far end of a teleport, or a second phone. */
  readonly there?: Whereabouts | undefined;
  /** Fixes in a row from there. */
  readonly thereInARow: number;
  /** The number of times the fixes have changed from one place to the other. */
  readonly sides: number;
  readonly still?: Stillness | undefined;
  readonly zeroes: number;
  readonly future: number;
  readonly old: number;
  /** Fixes in a row that repeat a stretch of an earlier trip to the digit. */
  readonly copies: number;
  readonly pace: Pace;
}

export function newPlausibility(): PlausibilityState {
  return {
    version: 1,
    doubts: [],
    thereInARow: 0,
    sides: 0,
    zeroes: 0,
    future: 0,
    old: 0,
    copies: 0,
    pace: { steps: 0, quick: 0, slow: 0 },
  };
}
