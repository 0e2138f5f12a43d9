import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CustomerGuard, principalOf, Sessions, setPrincipal, TripCookies } from '@curbline/access';
import { Clock, headerOf, type HttpRequest, paramOf } from '@curbline/platform';
import { AdmittedTrips } from './admitted-trips.js';

/** The customer's guard for phones under way: whoever was admitted a moment ago is let in without a look-up. */
@Injectable()
export class ReportingGuard implements CanActivate {
  private readonly customers: CustomerGuard;

  constructor(
    sessions: Sessions,
    private readonly cookies: TripCookies,
    private readonly admitted: AdmittedTrips,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.customers = new CustomerGuard(sessions);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const tripId = paramOf(request, 'tripId') ?? '';
    const cookie = this.cookies.read(headerOf(request, 'cookie'), tripId);
    const now = this.clock.now();
    const known = cookie === undefined ? undefined : this.admitted.find(tripId, cookie, now);
    if (!known) return this.lookUp(context, request, cookie, now);
    setPrincipal(request, known);
    return true;
  }

  private async lookUp(
    context: ExecutionContext,
    request: HttpRequest,
    cookie: string | undefined,
    now: number,
  ): Promise<boolean> {
    const entered = await this.customers.canActivate(context);
    const principal = principalOf(request);
    if (cookie !== undefined && principal?.kind === 'customer') this.admitted.admit(cookie, principal, now);
    return entered;
  }
}
