/** What a page asks the server first, by what its address says. */
import type { Entry } from './link.js';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

export const tripRoute = (tripId: string): Route => ({ method: 'GET', path: `/v1/trips/${tripId}` });

/** The link's secret for its trip, the trip of this tab, or else which trips this browser holds. */
export function firstRequest(entry: Entry): { readonly route: Route; readonly body?: unknown } {
  if (entry.kind === 'link')
    return { route: { method: 'POST', path: '/v1/link' }, body: { token: entry.token } };
  if (entry.kind === 'trip') return { route: tripRoute(entry.tripId) };
  return { route: { method: 'GET', path: '/v1/trips' } };
}
