import { SessionCookies, SessionPrincipals, Sessions, TripCookies } from '@curbline/access';
import type { TestSetup } from './test-setup.js';

/** The sessions as another process of the same installation sees them. */
export function sessionsElsewhere({ dataSource, clock }: TestSetup): Sessions {
  const [cookies, tripCookies] = [
    new SessionCookies({ secureCookies: false }),
    new TripCookies({ secureCookies: false }),
  ];
  return new Sessions(dataSource, clock, cookies, tripCookies, new SessionPrincipals(dataSource, clock));
}
