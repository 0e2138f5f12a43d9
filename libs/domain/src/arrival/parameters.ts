/**
 * Every number of the arrival decision, with the reason for it. One set for all stores, phones and trips.
 *
 * The weights are fitted by `npm run bench -- arrival-fit` on recorded and generated trips with lots of 200 to 8,000 m²;
 * docs/arrival.md tells on what, how well the result holds elsewhere, and what each sign earns.
 */
export const PARAMETERS = {
  /** Assumed when a phone gives no accuracy: a little better than the median of phones in cars, as those that say nothing are dedicated receivers. */
  unknownAccuracyM: 7,
  /** No phone is better than this in a street, whatever it claims. */
  bestAccuracyM: 3,
  /** Coarser fixes (Wi-Fi, cell, "Precise" off) keep the signal alive and decide nothing. */
  coarsestAccuracyM: 65,

  /** How hard a car changes its speed, as white noise of acceleration (m²/s³): follows a braking car. */
  accelerationNoise: 1.3,
  /** The speed of a car about which nothing is known yet, one standard deviation. */
  unknownSpeedMps: 6.5,
  /** After this silence the filter starts again: the last speed says nothing any more. */
  filterMemoryS: 60,
  /** A fix further from the prediction than this many standard deviations is not believed at once. */
  outlierSigmas: 5,
  /** Meters of driving over which the course is remembered: the last car length, and the last street. */
  courseM: 4,
  farCourseM: 75,

  /** An error that does not average out while a phone stands: at least this, and this share of its accuracy. */
  steadyErrorM: 3,
  steadyShare: 0.5,
  /** A car further outside than this is never reported as arrived. */
  tellWithinM: 5,
  /** The reach of a known place, and the value of being away from all of them; being at one is worth 1 more. */
  placeM: 8,
  placeFar: -0.6,
  /** A car that was first seen inside may be about to leave, so it has to stand for this long. */
  unseenStandS: 20,
  /** Faster than this is not parking any more. */
  fastMps: 3,
  /** A car that is not heard of is taken to brake: by this it has gone as far as it will. */
  brakingS: 1.2,
  /** Its speed then counts for less and less; later than it brakes, as it may have driven on unheard. */
  slowingS: 8,

  /**
   * What each sign adds to the log odds that a car has come to stay; an arrival is reported if the sum is above 0. Fitted all at
   * once for how early arrivals are told, how many are missed, and how many passes and halts are told wrongly.
   */
  weights: {
    bar: -29.2,
    /** Depth over `depthScaleM`, from -3 to 2: edge and accuracy weighed together. */
    depth: 44,
    /** The same times the log of the speed: deep and slow. */
    deepAndFast: -23.5,
    /** The mean depth over the slow seconds of the stay, on the same scale. */
    meanDepth: 7.13,
    /** The log of the speed by itself, and each m/s above `fastMps`. */
    pace: 6.99,
    fast: -5.67,
    /** The turn just made times the log of the speed: who turned in and is slow has come; who still rolls may turn round. */
    turnedAndFast: -16.5,
    /** The log of the seconds stood inside. */
    stood: 2.53,
    /** The car is at a bay, or where earlier customers parked. Set by hand, because no data set has a store with bays. */
    place: 8,
  },

  /** A car has left when it is this far outside for `leavingS` and two fixes. */
  leavingM: 40,
  leavingS: 10,
  /** After it came back once: this long, twice as long each further time, up to a limit. Wi-Fi leads a phone astray for 40 s. */
  leavingAgainS: 120,
  leavingAgainMostS: 600,

  /** `approaching` is reported when the estimate falls below the store's lead time multiplied by this. */
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
