/**
 * Every number the arrival decision turns on, with the reason for it. One set for all stores, phones and trips.
 *
 * The weights of evidence come from logistic regression on recorded trips; those and the rest were then moved
 * by a random search over the recorded scenarios together with generated phones (docs/arrival.md, which also says
 * what each part earns and which parts were dropped because they earned nothing).
 */
export const PARAMETERS = {
  /** Assumed when a phone gives no accuracy: about the median of phones in cars near their arrival. */
  unknownAccuracyM: 9,
  /** No phone is better than this in a street, whatever it claims. */
  bestAccuracyM: 3,
  /** Coarser fixes (Wi-Fi, cell, "Precise" off) keep the signal alive and decide nothing. */
  coarsestAccuracyM: 65,

  /** How hard a car changes its speed, as white noise of acceleration (m²/s³): follows a braking car. */
  accelerationNoise: 1.7,
  /** The speed of a car about which nothing is known yet, one standard deviation. */
  unknownSpeedMps: 6.5,
  /** After this silence the filter starts again: the last speed says nothing any more. */
  filterMemoryS: 60,
  /** A fix further from the prediction than this many standard deviations is not believed at once. */
  outlierSigmas: 5,
  /** Metres of driving over which the course is remembered: the last car length. */
  courseM: 4,
  /** "Some seconds ago" in "fast some seconds ago and slow now". */
  recentS: 8,
  /** Part of the speed's variance that counts as speed: a little, so that unknown is not slow. */
  speedDoubt: 0.04,

  /** GPS error that does not average out while a car stands (reflections), one standard deviation. */
  lastingErrorM: 2.5,
  /** An error of the position of this size takes a third of the meaning from a depth. */
  noiseM: 17.6,
  /** Weight of a metre of depth now; only the first metres tell, they say which side of the edge. */
  depthWeight: 0.42,
  deepestM: 2.7,
  /** Weight of a metre of depth where the car will be in `aheadS`: a car that passes is outside by then. */
  aheadWeight: 0.15,
  aheadS: 6.5,
  deepestAheadM: 18,
  /** Outside, metres beyond this tell nothing more. */
  shallowestM: 8,
  /** Weights of slow now, of fast some seconds ago, and of a course along the nearest edge. */
  speedWeight: 0.9,
  brakingWeight: 0.65,
  alongWeight: 1.8,
  /** How sharply evidence grows with the weighed signs, and the weight at which a second counts as one. */
  sharpness: 0.78,
  bar: 0.73,

  /** Seconds of ordinary evidence that make an arrival. */
  evidenceS: 10,
  /** One gap between two fixes counts for no more than this. */
  longestStepS: 30,
  /** Evidence lost in a second of certain absence; with its third power, so that the edge itself costs little. */
  absenceWeight: 1.6,
  /** After the last fix the prediction goes on to count for so long; silence alone proves nothing. */
  afterglowS: 30,
  /** What a second of prediction is worth against a second that was seen. */
  afterglowWeight: 0.44,
  /** In a gap that a fix has ended, the share that is still judged by what was predicted into it. */
  predictedShare: 0.78,
  /** A car that is not heard of is taken to brake: its speed halves in about 0.7 of this time. */
  brakingS: 1.4,

  /** A car has left when it is this far outside for `leavingS` and two fixes. */
  leavingM: 40,
  leavingS: 10,

  /** `approaching` is told when the estimate falls under the store's lead times this. */
  announceShare: 1.04,
  /** A trip that began inside asks the customer after this, seconds. */
  askInsideAfterS: 10,

  /** Silence that is worth telling the staff, seconds. */
  signalLostS: 90,
  /** Fixes taken longer ago than this are history, not position. */
  tooOldS: 1800,
  /** A fix may be ahead of the corrected clock by this much before it is called from the future. */
  futureS: 30,
} as const;
