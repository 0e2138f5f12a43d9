import { Inject, Injectable } from '@nestjs/common';
import { CustomerGuard, Sessions, setPrincipal, TripCookies } from '@curbline/access';
import { Clock, headerOf, type HttpRequest, paramOf } from '@curbline/platform';
import { AdmittedTripsService } from './admitted-trips.service.js';

/** Admits the customer of the trip in the path. A customer who was admitted before costs no query. */
@Injectable()
export class ReportingGuard {
  private readonly customers: CustomerGuard;

  constructor(
    sessions: Sessions,
    private readonly cookies: TripCookies,
    private readonly admitted: AdmittedTripsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.customers = new CustomerGuard(sessions);
  }

  /** @throws ProblemException `not-signed-in`, `not-allowed`, `link-gone` */
  admit(request: HttpRequest): void | Promise<void> {
    const tripId = paramOf(request, 'tripId') ?? '';
    const cookie = this.cookies.read(headerOf(request, 'cookie'), tripId);
    const now = this.clock.now();
    const known = cookie === undefined ? undefined : this.admitted.find(tripId, cookie, now);
    if (!known) return this.lookUp(request, cookie, now);
    setPrincipal(request, known);
    return undefined;
  }

  private async lookUp(request: HttpRequest, cookie: string | undefined, now: number): Promise<void> {
    const principal = await this.customers.admit(request);
    if (cookie !== undefined && principal.kind === 'customer') this.admitted.admit(cookie, principal, now);
  }
}
