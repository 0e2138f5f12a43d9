/**
 * Every number the arrival decision turns on, with the reason for it. One set for all stores and phones.
 * Chosen on recorded trips, one data set left out at a time (docs/arrival.md).
 */
export const PARAMETERS = {
  /** Assumed when a phone gives no accuracy: the median of phones in cars near their arrival. */
  unknownAccuracyM: 6,
  /** No phone is better than this in a street, whatever it claims. */
  bestAccuracyM: 3,
  /** Coarser fixes (Wi-Fi, cell, "Precise" off) keep the signal alive and decide nothing. */
  coarsestAccuracyM: 65,

  /** How hard a car changes its speed, as white noise of acceleration (m²/s³): follows a braking car. */
  accelerationNoise: 2,
  /** Below this speed a car is taken to stand and its noise to be small, so that its position settles … */
  calmMps: 1,
  calmNoise: 0.1,
  /** … until a fix is further off than this: it has started again. */
  startSigmas: 2.5,
  /** The speed of a car about which nothing is known yet, one standard deviation. */
  unknownSpeedMps: 8,
  /** After this silence the filter starts again: the last speed says nothing any more. */
  filterMemoryS: 60,
  /** A fix further from the prediction than this many standard deviations is not believed at once. */
  outlierSigmas: 5,

  /** GPS error that does not average out while a car stands (reflections), one standard deviation. */
  lastingErrorM: 3,
  /** The car counts as inside only if the middle of its position is this deep. */
  depthM: 0,
  /** Deeper by this if it came rolling along the nearest edge: the road beside a lot runs so, a car that turns in does not. */
  roadsideM: 6,
  /** Metres of driving over which the course is remembered. */
  courseM: 15,
  /** How sharply being probably inside turns into evidence. */
  certaintyPower: 2,
  /** Speed at which a second inside counts half: cars look for a bay at walking pace, pass at more. */
  halfEvidenceSpeedMps: 4.5,
  speedPower: 5,
  /** Share of the speed's uncertainty that counts as speed. */
  speedDoubt: 0.3,
  shallowestM: 8,
  deepestM: 8,
  aheadS: 3,
  aheadWeight: 0.13,
  deepestAheadM: 14,
  depthWeight: 0.22,
  noiseM2: 50,
  speedWeight: 0.6,
  brakingWeight: 0.75,
  alongWeight: 1.4,
  inwardWeight: 0.3,
  recentS: 10,
  sharpness: 2,
  bar: 1.5,
  /** Seconds of certain, slow presence that make an arrival. */
  evidenceS: 3,
  /** Share of that which counts when only one fix has been seen inside. */
  loneFixWeight: 0.5,
  /** The same for a trip that began inside: it may just be setting out. */
  startedInsideWeight: 0.08,
  /** One gap between two fixes counts for no more than this. */
  longestStepS: 10,
  /** Evidence lost in a second of certain absence. */
  absenceWeight: 1,
  absencePower: 3,
  /** After the last fix the prediction goes on to count for so long; silence alone proves nothing. */
  afterglowS: 15,
  /** What a second of prediction is worth against a second that was seen. */
  afterglowWeight: 0.7,
  backShare: 0.5,
  reportedWeight: 1,
  /** A car that is not heard of is taken to brake: its speed halves in about 0.7 of this time. */
  brakingS: 3,

  /** A car has left when it is this far outside for `leavingS` and two fixes. */
  leavingM: 40,
  leavingS: 10,

  /** Silence that is worth telling the staff, seconds. */
  signalLostS: 90,
  /** Fixes taken longer ago than this are history, not position. */
  tooOldS: 1800,
  /** A fix may be ahead of the corrected clock by this much before it is called from the future. */
  futureS: 30,
} as const;

export type Parameters = typeof PARAMETERS;
