/**
 * When to ask the phone where it is. The server says how soon it wants the next position; the page
 * adds what only it knows: whether it is looked at (a hidden page gets none), and whether the last
 * attempts failed. The precise receiver costs battery: it is used for the first position and the last
 * part of the way.
 */
export type Sampling =
  | { readonly kind: 'off' }
  /** One position, after a wait. */
  | { readonly kind: 'once'; readonly afterMs: number; readonly precise: boolean }
  /** The receiver stays on; report at most every so often. */
  | { readonly kind: 'watch'; readonly everyMs: number };

export interface SamplingNeeds {
  /** The customer shares, and the trip is open. */
  readonly sharing: boolean;
  readonly visible: boolean;
  /** From the server's last answer; null before the first. */
  readonly nextFixInS: number | null;
  /** Attempts in a row that gave no position. */
  readonly failures: number;
  /** Since the last position was reported, or null when there was none. */
  readonly sinceLastMs: number | null;
}

/** At this interval and under, keeping the receiver on costs less than starting it again. */
const WATCH_UNDER_S = 10;
/** A start of the precise receiver is worth it when the server asks this often. */
const PRECISE_UNDER_S = 30;
const RETRIES_S = [2, 5, 10, 20, 30] as const;

export function planSampling(needs: SamplingNeeds): Sampling {
  if (!needs.sharing || !needs.visible) return { kind: 'off' };
  if (needs.failures > 0) {
    const afterS = RETRIES_S[Math.min(needs.failures, RETRIES_S.length) - 1] ?? 30;
    return { kind: 'once', afterMs: afterS * 1000, precise: needs.failures % 2 === 0 };
  }
  const { nextFixInS, sinceLastMs } = needs;
  if (nextFixInS === null || sinceLastMs === null) return { kind: 'once', afterMs: 0, precise: true };
  const intervalS = Math.min(Math.max(nextFixInS, 1), 600);
  if (intervalS <= WATCH_UNDER_S) return { kind: 'watch', everyMs: intervalS * 1000 };
  return {
    kind: 'once',
    afterMs: Math.max(0, intervalS * 1000 - sinceLastMs),
    precise: intervalS <= PRECISE_UNDER_S,
  };
}

/**
 * Whether a position of the running watch is due. A tenth early counts: a receiver that ticks each
 * second would otherwise slip to the next tick every time.
 */
export const isDue = (sinceLastMs: number | null, everyMs: number): boolean =>
  sinceLastMs === null || sinceLastMs >= everyMs * 0.9;
