/** `POST /v1/trips/{tripId}/fixes`, the one route that takes positions. Fastify serves it without Nest's router. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CustomerPrincipal, principalOf } from '@curbline/access';
import { FixesAnswer, ReportFixes } from '@curbline/contracts/http';
import { type FastifyRoute, FastifyRoutes, type HttpRequest } from '@curbline/platform';
import { PositionReportsService } from './position-reports.service.js';
import { ReportingGuard } from '../admission/reporting.guard.js';

@Injectable()
export class FixesRoute implements FastifyRoute<ReportFixes, FixesAnswer>, OnModuleInit {
  readonly name = 'FixesRoute.report';
  readonly path = '/v1/trips/:tripId/fixes';
  readonly rateLimit = 'fixes';
  readonly body = ReportFixes;
  readonly answer = FixesAnswer;
  readonly documentation = {
    operationId: 'reportFixes',
    tag: 'Trip',
    summary: 'Reports positions of the phone',
    description:
      'One or many positions of this trip, whose cookie the phone holds; the response says when the next is wanted. ' +
      'Refused with `sharing-off` unless the customer shares the position now.',
  };

  constructor(
    private readonly routes: FastifyRoutes,
    private readonly reporting: ReportingGuard,
    private readonly positions: PositionReportsService,
  ) {}

  onModuleInit(): void {
    this.routes.add(this);
  }

  guard(request: HttpRequest): void | Promise<void> {
    return this.reporting.admit(request);
  }

  handle(body: ReportFixes, request: HttpRequest): Promise<FixesAnswer> {
    return this.positions.report(body, principalOf(request) as CustomerPrincipal);
  }
}
