/** The short way of `POST /v1/trips/{tripId}/fixes`: for trips that were admitted a moment ago. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { TripCookies } from '@curbline/access';
import { ReportFixes } from '@curbline/contracts/http';
import { Clock, type Entered, type ShortWay, ShortWays } from '@curbline/platform';
import { AdmittedTrips } from './admitted-trips.js';
import { ReportPositions } from './report-positions.js';

@Injectable()
export class FixesShortWay implements ShortWay, OnModuleInit {
  readonly route = '/v1/trips/:tripId/fixes';
  readonly budget = 'fixes';

  constructor(
    private readonly ways: ShortWays,
    private readonly cookies: TripCookies,
    private readonly admitted: AdmittedTrips,
    private readonly positions: ReportPositions,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.ways.add(this);
  }

  enter(tripId: string, cookieHeader: string | undefined): Entered | undefined {
    const cookie = this.cookies.read(cookieHeader, tripId);
    const trip = cookie === undefined ? undefined : this.admitted.find(tripId, cookie, this.clock.now());
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
