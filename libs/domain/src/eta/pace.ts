/** The speed of a journey so far, as three numbers. */
export interface Pace {
  /** Mean path speed of about the last minute, meters a second. */
  readonly quickMps: number;
  /** The same of about the last five minutes. */
  readonly slowMps: number;
  /** Seconds of driving seen so far, up to ten minutes. */
  readonly seenS: number;
}

const QUICK_S = 60;
const SLOW_S = 300;
/** No mean of a longer gap is a path speed: the road between is unknown. */
const LONGEST_GAP_S = 120;

/** Takes in one stretch: `meters` in a straight line between two positions that are `seconds` apart. */
export function drive(pace: Pace | undefined, meters: number, seconds: number): Pace | undefined {
  if (!(seconds > 0) || seconds > LONGEST_GAP_S) return pace;
  const speed = Math.min(60, meters / seconds);
  if (!pace) return { quickMps: speed, slowMps: speed, seenS: seconds };
  const seenS = Math.min(600, pace.seenS + seconds);
  const share = (memoryS: number): number => Math.max(1 - Math.exp(-seconds / memoryS), seconds / seenS);
  return {
    quickMps: pace.quickMps + share(QUICK_S) * (speed - pace.quickMps),
    slowMps: pace.slowMps + share(SLOW_S) * (speed - pace.slowMps),
    seenS,
  };
}
