/** The customer's own view of their wait: calm minutes, and when an apology is due. */
import type { CustomerView } from '@curbline/contracts/http';

export interface CustomerWait {
  readonly since: number;
  /** Whole minutes since the arrival. */
  readonly minutes: number;
  /** Before the promised window: nothing is late yet. Unix ms of its beginning. */
  readonly earlyUntil: number | null;
  /** The store's goal has passed, counted from the arrival or the window's beginning. */
  readonly pastGoal: boolean;
}

/** @param now Unix ms, server's time. Null before a confirmed arrival, and where the order lies in a compartment: nobody is waited for. */
export function waitingOf(view: CustomerView, now: number): CustomerWait | null {
  const { arrival } = view.trip;
  if (!arrival?.confirmed || view.orders.some(({ locker }) => locker)) return null;
  const since = Date.parse(arrival.occurredAt);
  const windowFrom = promisedFrom(view);
  const clockFrom = Math.max(since, windowFrom ?? since);
  return {
    since,
    minutes: Math.max(0, Math.floor((now - since) / 60_000)),
    earlyUntil: windowFrom !== null && now < windowFrom ? windowFrom : null,
    pastGoal: now - clockFrom > view.store.goalS * 1000,
  };
}

/** The beginning of the earliest promised window, Unix ms; null when the orders have none. */
export function promisedFrom(view: CustomerView): number | null {
  const starts = view.orders.flatMap((order) => (order.window ? [Date.parse(order.window.from)] : []));
  return starts.length > 0 ? Math.min(...starts) : null;
}

/** When the last of the late orders should be ready, as the store said; Unix ms, null when it said nothing. */
export function readyAtOf(view: CustomerView): number | null {
  const times = view.orders.flatMap(({ expectedReadyAt }) =>
    expectedReadyAt ? [Date.parse(expectedReadyAt)] : [],
  );
  return times.length > 0 ? Math.max(...times) : null;
}
