/** Sessions and guards of every app; needs a `DataSource` and the platform's module. */
import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { DocsReaders } from '@curbline/platform';
import { BoardPresence } from './board-presence.js';
import { PagePresence } from './page-presence.js';
import { HeldTrips } from './sessions/held-trips.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionPrincipals } from './sessions/session-principals.js';
import { Sessions } from './sessions/sessions.js';
import { TripCookies } from './sessions/trip-cookies.js';

const EXPORTS = [BoardPresence, HeldTrips, PagePresence, SessionCookies, Sessions, TripCookies];

@Global()
@Module({ providers: [...EXPORTS, SessionPrincipals], exports: EXPORTS })
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly docs: DocsReaders,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.docs.setCheck(async (cookie) => (await this.sessions.manager(cookie)) !== undefined);
  }
}
