/**
 * Seconds left until the car stands on the premises, without a map: from the distance as the crow flies and
 * how fast the journey has been going. The interval holds 80 % of the time on recorded trips.
 */
import type { Pace } from './pace.js';

export interface Remaining {
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of a car under way. */
export interface Approach {
  /** Meters to the goal as the crow flies. */
  readonly crowM: number;
  /** Cosine between where it heads and where the goal lies: 1 straight at it, -1 away; 0 standing or unknown. */
  readonly towards: number;
  /** Speed now; 0 standing or unknown. */
  readonly speedMps: number;
  readonly pace: Pace | undefined;
}

/**
 * One row a quantile: log(seconds) = constant + distance·log(crow + 250) + speed·log(speed ratio) + towards·…,
 * less `ROLLING_IN`. Fitted by quantile regression on recorded arrivals, each trip weighing the same: the ends
 * over the whole way, the middle about 2, 5 and 10 minutes before the end, which is where it is read. The
 * growth with distance is less than linear because far trips run on faster roads; the 250 m are the slow last
 * corner and the search for a bay.
 */
const QUANTILES = {
  low: { constant: -2, distance: 0.937, speed: -0.6, towards: -0.39 },
  middle: { constant: 0.38, distance: 0.72, speed: -0.51, towards: -0.35 },
  high: { constant: 1.446, distance: 0.643, speed: -0.533, towards: -0.63 },
} as const;

/** Factor by which the interval's logarithm is narrowed, because the fitted ends hold too often on sound arrivals. */
const WIDTH = 0.87;

/** Path speed of an ordinary trip, taken until enough of this one has been seen. */
const ORDINARY_MPS = 7;
/** Seconds of driving after which a trip's own speed counts in full. */
const KNOWN_AFTER_S = 180;
/** The heading says little far away: it fades over this distance. */
const HEADING_REACH_M = 2000;
/**
 * A car that still rolls beside the goal is about to stand; one that stands there may wait for minutes. In the
 * logarithm, in full from `fastMps` on.
 */
const ROLLING_IN = { weight: 2, reachM: 120, fastMps: 4 } as const;

/**
 * At a walking pace for this long, and this near: on foot. The distance as the crow flies, times what streets add to
 * it, over the pace; the quantiles above know cars alone, which are never so slow for long.
 */
const ON_FOOT = { fromMps: 0.7, toMps: 2.1, afterS: 120, withinM: 2500, detour: 1.2, either: 0.3 } as const;

/** Seconds left for a car seen `crowM` from its goal. Finite for finite input. */
export function remainingByPace({ crowM, towards, speedMps, pace }: Approach): Remaining {
  const known = pace ? Math.min(1, pace.seenS / KNOWN_AFTER_S) : 0;
  const mean = pace ? (pace.quickMps + pace.slowMps) / 2 : ORDINARY_MPS;
  const speed = known * Math.log((mean + 5) / (ORDINARY_MPS + 5));
  const distance = Math.log(crowM + 250);
  const heading = towards * Math.exp(-crowM / HEADING_REACH_M);
  const rolling = Math.min(1, speedMps / ROLLING_IN.fastMps) * Math.exp(-((crowM / ROLLING_IN.reachM) ** 2));
  const at = (q: (typeof QUANTILES)[keyof typeof QUANTILES]): number =>
    Math.exp(
      q.constant +
        q.distance * distance +
        q.speed * speed +
        q.towards * heading -
        ROLLING_IN.weight * rolling,
    );
  const seconds = at(QUANTILES.middle);
  const walked = onFoot(crowM, speedMps, pace);
  if (walked !== undefined && walked > seconds) {
    return { seconds: walked, low: walked * (1 - ON_FOOT.either), high: walked * (1 + ON_FOOT.either) };
  }
  const end = (quantile: number): number => seconds * (quantile / seconds) ** WIDTH;
  return {
    seconds,
    low: Math.min(seconds, end(at(QUANTILES.low))),
    high: Math.max(seconds, end(at(QUANTILES.high))),
  };
}

/** The same estimate after `silentS` seconds without news: it runs down, and is trusted less and less. */
export function remainingAfter(then: Remaining, silentS: number): Remaining {
  return {
    seconds: Math.max(0, then.seconds - silentS),
    low: Math.max(0, then.low - 1.2 * silentS),
    high: then.high + 0.3 * silentS,
  };
}

/** What the customer said, until positions say more: people's round numbers hold within about a half. */
export function remainingDeclared(declaredS: number, elapsedS: number): Remaining {
  return {
    seconds: Math.max(0, declaredS - elapsedS),
    low: Math.max(0, declaredS * 0.7 - elapsedS),
    high: Math.max(declaredS * 1.6 + 60 - elapsedS, 60),
  };
}

/** Seconds left for somebody who walks; `undefined` for whoever does not. */
function onFoot(crowM: number, speedMps: number, pace: Pace | undefined): number | undefined {
  const walks = (mps: number): boolean => mps >= ON_FOOT.fromMps && mps <= ON_FOOT.toMps;
  if (!pace || pace.seenS < ON_FOOT.afterS || crowM > ON_FOOT.withinM || speedMps > 2 * ON_FOOT.toMps)
    return undefined;
  if (!walks(pace.quickMps) || !walks(pace.slowMps)) return undefined;
  return (ON_FOOT.detour * crowM) / pace.slowMps;
}
