/**
 * When a store must begin to make an order ready, so that it is ready as the customer comes: the expected arrival less
 * the store's lead. Said once the arrival is known well enough, and again only when it moved by more than some minutes.
 */

export interface ExpectedArrival {
  /** Until the arrival, seconds: the estimate and the bounds between which it lies four times in five. */
  readonly seconds: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  /** When the estimate was made, Unix ms. */
  readonly at: number;
}

export interface PrepareBy {
  /** Unix ms. */
  readonly prepareBy: number;
  /** Unix ms. */
  readonly expectedAt: number;
  readonly confidence: 'low' | 'medium' | 'high';
}

/** A change by less is not said, ms: a kitchen that is told every minute listens to none. */
export const PREPARE_BY_MOVED_MS = 3 * 60_000;
/** The confidence for bounds that lie at most so far apart, seconds; for wider ones nothing is said. */
const CONFIDENCE = [
  { within: 180, confidence: 'high' },
  { within: 360, confidence: 'medium' },
  { within: 600, confidence: 'low' },
] as const;

/**
 * @param leadS of the store, seconds
 * @param said what was said before of this order, Unix ms; undefined when nothing was
 * @returns undefined when nothing is to be said (now)
 */
export function decidePrepareBy(
  { seconds, lowSeconds, highSeconds, at }: ExpectedArrival,
  leadS: number,
  said: number | undefined,
): PrepareBy | undefined {
  const grade = CONFIDENCE.find(({ within }) => highSeconds - lowSeconds <= within);
  if (!grade) return undefined;
  const expectedAt = at + Math.round(seconds * 1_000);
  const prepareBy = expectedAt - leadS * 1_000;
  if (said !== undefined && Math.abs(prepareBy - said) <= PREPARE_BY_MOVED_MS) return undefined;
  return { prepareBy, expectedAt, confidence: grade.confidence };
}
