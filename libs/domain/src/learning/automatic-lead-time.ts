/**
 * The automatic lead time: how long before an arrival staff are alerted. It follows the measured time from a claim, with the
 * car there, to the hand-over.
 */
export interface WalkOuts {
  readonly count: number;
  readonly medianS: number;
}

/** Fewer say nothing about a store's people. */
const LEAST_WALK_OUTS = 20;
/** To notice the alert and to fetch the bag. Seconds. */
const TO_NOTICE_S = 30;
/** One change at a time is small enough that nobody is taken by surprise. Seconds. */
const STEP_S = 30;
const WHOLE_S = 10;
const SHORTEST_S = 30;
const LONGEST_S = 900;

/** The lead for the next hours, seconds; the same as now when there is too little to go by, or no need. */
export function automaticLeadTime(leadS: number, { count, medianS }: WalkOuts): number {
  if (count < LEAST_WALK_OUTS || !Number.isFinite(medianS)) return leadS;
  const wantedS = Math.round((medianS + TO_NOTICE_S) / WHOLE_S) * WHOLE_S;
  const boundedS = Math.min(LONGEST_S, Math.max(SHORTEST_S, wantedS));
  if (Math.abs(boundedS - leadS) < WHOLE_S) return leadS;
  return Math.min(leadS + STEP_S, Math.max(leadS - STEP_S, boundedS));
}
