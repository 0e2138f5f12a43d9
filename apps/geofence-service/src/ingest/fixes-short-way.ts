/** The short way of `POST /v1/trip/fixes`: for trips that were admitted a moment ago. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { SessionCookies } from '@curbline/access';
import { ReportFixes } from '@curbline/contracts/http';
import { Clock, type Entered, type ShortWay, ShortWays } from '@curbline/platform';
import { AdmittedTrips } from './admitted-trips.js';
import { ReportPositions } from './report-positions.js';

@Injectable()
export class FixesShortWay implements ShortWay, OnModuleInit {
  readonly path = '/v1/trip/fixes';
  readonly budget = 'fixes';

  constructor(
    private readonly ways: ShortWays,
    private readonly cookies: SessionCookies,
    private readonly admitted: AdmittedTrips,
    private readonly positions: ReportPositions,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ways.add(this);
  }

  enter(cookieHeader: string | undefined): Entered | undefined {
    const cookie = this.cookies.read(cookieHeader, 'trip');
    const trip = cookie === undefined ? undefined : this.admitted.find(cookie, this.clock.now());
    if (!trip) return undefined;
    return {
      caller: trip.session,
      answer: (body) => {
        const parsed = ReportFixes.safeParse(body);
        return parsed.success ? this.positions.report(parsed.data, trip) : undefined;
      },
    };
  }
}
