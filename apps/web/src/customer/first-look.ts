/** The first look at the trip: by the link's secret, or by the session an earlier opening left. */
import type { CustomerView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { backOffMs } from '../live/back-off.js';
import type { Answer } from '../live/trip-api.js';
import type { Entry } from './link.js';

/** Why there is no trip to show. */
export type DeadEnd = 'unknown' | 'gone' | 'no-session' | 'sign' | 'unreachable';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
}

/** Tries until the server has answered, one way or the other. `unreachable` is told at each failure. */
export async function firstLook(
  entry: Entry,
  ask: (route: Route, body?: unknown) => Promise<Answer<CustomerView>>,
  unreachable: () => void,
): Promise<{ value: CustomerView } | { refused: Problem }> {
  for (let attempt = 0; ; attempt += 1) {
    const answer =
      entry.kind === 'link'
        ? await ask({ method: 'POST', path: '/v1/link' }, { token: entry.token })
        : await ask({ method: 'GET', path: '/v1/trip' });
    if (!('later' in answer)) return answer;
    unreachable();
    const waitMs = Math.max(answer.afterMs ?? 0, backOffMs(attempt, Math.random()));
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** What a refusal means to somebody who opened a link, a sign, or the page again. */
export function deadEndOf(problem: Problem, kind: Entry['kind']): DeadEnd {
  if (problem.code === 'link-gone') return 'gone';
  if (kind === 'link') return 'unknown';
  return kind === 'sign' ? 'sign' : 'no-session';
}
