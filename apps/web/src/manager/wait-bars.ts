/**
 * The wait of each pickup as a bar in three parts, all on one scale, so that two bars can be compared and
 * the goal is one mark through all of them.
 */
import type { TodayStats } from '@curbline/contracts/http';

export type Pickup = TodayStats['pickups'][number];
export type Wait = NonNullable<Pickup['wait']>;

/** Shares of the whole width, 0 to 100. */
export interface WaitBar {
  readonly early: number;
  readonly shortNotice: number;
  readonly store: number;
}

/** A scale that ends at a round minute, at least at twice the goal; milliseconds. */
export function scaleMs(waits: readonly (Wait | null)[], goalS: number): number {
  const longest = Math.max(goalS * 2000, ...waits.map((wait) => wait?.totalMs ?? 0));
  return Math.ceil(longest / 60_000) * 60_000;
}

export function barOf(wait: Wait, scale: number): WaitBar {
  const share = (ms: number): number => (scale > 0 ? (ms / scale) * 100 : 0);
  return { early: share(wait.earlyMs), shortNotice: share(wait.shortNoticeMs), store: share(wait.storeMs) };
}

/** Newest first: by the hand-over, else the arrival; what has neither goes last. */
export function newestFirst(a: Pickup, b: Pickup): number {
  const time = (p: Pickup): number => Date.parse(p.handedOverAt ?? p.arrival?.occurredAt ?? '') || 0;
  return time(b) - time(a) || a.shortCode.localeCompare(b.shortCode);
}
