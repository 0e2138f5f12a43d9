/**
 * Every number the arrival decision turns on, with the reason for it. One set for all stores, phones and trips.
 *
 * The weights were fitted on recorded trips, each with several drawn lots, delivered in many ways; the other numbers
 * were moved one by one, with the weights fitted anew each time (docs/arrival.md tells how, what each part earns, and
 * which parts were dropped because they earned nothing).
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
  /** Metres of driving over which the course is remembered: the last car length, and the last street. */
  courseM: 4,
  farCourseM: 75,
  /** Bends are remembered over about this many metres of driving; more than `mostTurnsRad` say nothing more. */
  turnsM: 250,
  mostTurnsRad: 3,
  /** "It came fast": the mean speed of about this long. */
  recentS: 40,

  /** An error of the position of this size takes a third of the meaning from a depth. */
  noiseM: 25,
  /** Nobody further outside than this is told as here. */
  tellWithinM: 5,
  /** Depths from here on, over this range, tell a car in the lot from one on the road beside it. */
  depthFromM: 3,
  depthRangeM: 7,
  /** How far a known place reaches; what being away from all of them is worth, where being at one is worth 1 more. */
  placeM: 8,
  placeFar: -0.6,
  /** Faster than this is not parking any more. */
  fastMps: 3,
  /** Slow, certain presence of this long begins to count by itself, second by second. */
  longStandS: 30,
  /** A car that is not heard of is taken to brake: its speed halves in about 0.7 of this time. */
  brakingS: 1.2,

  /**
   * What each sign adds to the log odds that a car has come to stay. Fitted all at once for how early arrivals are
   * told, how many are missed and how many passes and halts are told wrongly; `longStand` alone is set by hand:
   * whoever stands inside for minutes is here, whatever else speaks against it.
   */
  weights: {
    bar: -23.8,
    /** For a metre of depth, beginning at `depthFromM`. */
    depth: 2.33,
    /** For a metre of depth times the log of the speed: deep and slow. */
    deepAndFast: -0.443,
    meanDepth: 0.805,
    /** For each m/s above `fastMps`. */
    fast: -1.9,
    /** For the log of the mean speed of the last minute: a queue creeps, a customer drives up. */
    cameFast: 4.09,
    /** For each radian turned lately, and for the turn just made times the log of the speed: turned in, and slow. */
    turns: 1.17,
    turnedAndFast: -2.05,
    /** For the log of the seconds since the first sign. */
    stay: 1.14,
    longStand: 0.1,
    /** At a bay, or where earlier customers stood. Set by hand, on recorded trips with drawn bays. */
    place: 8,
    /** Nobody saw this car come: it may be about to leave. Set by hand, between telling at once and telling never. */
    startedInside: -10.5,
  },

  /** A car has left when it is this far outside for `leavingS` and two fixes. */
  leavingM: 40,
  leavingS: 10,
  /** After it came back once: this long, twice as long each further time, up to a limit. Wi-Fi leads a phone astray for 40 s. */
  leavingAgainS: 120,
  leavingAgainMostS: 600,

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
