/**
 * The first look at the trip: by the link's secret, by the trip that this tab shows, or by whatever trips this browser
 * holds. If there are several, the customer chooses.
 */
import type { CustomerView, TripsHeld, TripSummary } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { backOffMs } from '../live/back-off.js';
import type { Outcome } from '../live/http.js';
import { firstRequest, type Route, tripRoute } from './first-request.js';
import type { Entry } from './link.js';

/** Why there is no trip to show. */
export type DeadEnd = 'unknown' | 'gone' | 'no-session' | 'no-cookies' | 'set-up' | 'sign' | 'unreachable';

export type Ask = <Value extends { readonly serverTime: number }>(
  route: Route,
  body?: unknown,
) => Promise<Outcome<Value>>;

export type FirstLook =
  | { readonly done: CustomerView }
  | { readonly refused: Problem }
  | { readonly choose: readonly TripSummary[] };

/** Tries until the server has answered, one way or the other. `unreachable` is called at each failure. */
export async function firstLook(entry: Entry, ask: Ask, unreachable: () => void): Promise<FirstLook> {
  const look = <Value extends { readonly serverTime: number }>(route: Route, body?: unknown) =>
    insist(() => ask<Value>(route, body), unreachable);
  const { route, body } = firstRequest(entry);
  if (entry.kind === 'link' || entry.kind === 'trip') return look<CustomerView>(route, body);
  const held = await look<TripsHeld>(route, body);
  if ('refused' in held) return held;
  const choice = choiceFor(entry, held.done.trips);
  const [first] = choice;
  return choice.length === 1 && first ? look<CustomerView>(tripRoute(first.tripId)) : { choose: choice };
}

/** Which of the held trips may be meant: those at the sign's store that are still to be fetched, before all others. */
export function choiceFor(entry: Entry, trips: readonly TripSummary[]): readonly TripSummary[] {
  if (entry.kind !== 'sign') return trips;
  const open = trips.filter(({ closedAt }) => closedAt === null);
  const here = open.filter(({ store }) => store.id === entry.storeId);
  return here.length > 0 ? here : open;
}

async function insist<Value>(
  ask: () => Promise<Outcome<Value>>,
  unreachable: () => void,
): Promise<Exclude<Outcome<Value>, { later: true }>> {
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await ask();
    if (!('later' in outcome)) return outcome;
    unreachable();
    const waitMs = Math.max(outcome.afterMs ?? 0, backOffMs(attempt, Math.random()));
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/**
 * What a refusal means to somebody who opened a link, a sign, or the page again. Only `link-unknown` says that a link
 * is wrong: a 403 means that the server does not take this page for its own, which no customer can mend.
 */
export function deadEndOf(problem: Problem, kind: Entry['kind']): DeadEnd {
  if (problem.code === 'link-gone') return 'gone';
  if (problem.status === 403) return 'set-up';
  if (kind === 'link') return problem.status === 401 ? 'no-cookies' : 'unknown';
  return kind === 'sign' ? 'sign' : 'no-session';
}
