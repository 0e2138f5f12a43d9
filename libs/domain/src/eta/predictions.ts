/**
 * The predictions of a trip's arrival over its last minutes, to find the one that stood five minutes before the arrival:
 * when it is made, nobody knows that it will be the one. Instants are Unix ms.
 */

/** How long before the arrival the prediction is judged. */
const JUDGED_BEFORE_MS = 5 * 60_000;
/** A prediction that was made longer before the arrival than this was no longer current. */
const LONGEST_BEFORE_MS = 15 * 60_000;
/** Predictions are kept this far apart. */
const APART_MS = 30_000;
/** An arrival is noticed up to so much later than it occurred. */
const NOTICED_WITHIN_MS = 4 * 60_000;

export interface PredictedArrival {
  readonly madeAt: number;
  readonly arrivalAt: number;
}

/** Oldest first; at most some twenty. */
export type Predictions = readonly PredictedArrival[];

/**
 * @returns the predictions with a new one, or the same list when the newest is hardly older. Of those that can no longer be
 *   judged all go but the newest, which stands until the next.
 */
export function withPrediction(kept: Predictions, made: PredictedArrival): Predictions {
  const newest = kept.at(-1);
  if (newest && made.madeAt - newest.madeAt < APART_MS) return kept;
  const oldest = made.madeAt - JUDGED_BEFORE_MS - NOTICED_WITHIN_MS;
  const firstNeeded = kept.findLastIndex(({ madeAt }) => madeAt <= oldest);
  return [...kept.slice(Math.max(0, firstNeeded)), made];
}

/** The prediction that stood five minutes before the arrival; undefined when there was none, or none that was current. */
export function predictionFor(kept: Predictions, arrivedAt: number): PredictedArrival | undefined {
  const stood = kept.findLast(({ madeAt }) => arrivedAt - madeAt >= JUDGED_BEFORE_MS);
  return stood && arrivedAt - stood.madeAt <= LONGEST_BEFORE_MS ? stood : undefined;
}
