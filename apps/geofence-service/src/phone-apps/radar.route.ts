/**
 * Where Radar's SDK in a retailer's own app sends positions (docs/phone-apps.md). Its key is the token of the phone. As
 * with all apps, whatever becomes of a position the answer is the one with which the SDK goes on.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Clock,
  FastifyRoutes,
  type HttpRequest,
  type PlainAnswer,
  RADAR_PREFIX,
  radarAnswer,
  radarPreflights,
} from '@curbline/platform';
import { readMessage } from './dialects/read-message.js';
import { PhoneReportsService } from './phone-reports.service.js';

const BODY_LIMIT_BYTES = 64 * 1024;
const CONFIG = `${RADAR_PREFIX}/v1/config`;
const TRACK = `${RADAR_PREFIX}/v1/track`;

const PREFLIGHTS = { 'RadarRoute.mayConfig': CONFIG, 'RadarRoute.mayTrack': TRACK };

@Injectable()
export class RadarRoute implements OnModuleInit {
  constructor(
    private readonly routes: FastifyRoutes,
    private readonly reports: PhoneReportsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.routes.addPlain({
      name: 'RadarRoute.config',
      method: 'GET',
      path: CONFIG,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      answer: async () => radarAnswer({}),
    });
    this.routes.addPlain({
      name: 'RadarRoute.track',
      method: 'POST',
      path: TRACK,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      answer: (request, body) => this.track(request, body),
    });
    for (const route of radarPreflights(PREFLIGHTS)) this.routes.addPlain(route);
  }

  private async track(request: HttpRequest, body: string | undefined): Promise<PlainAnswer> {
    const receivedAt = this.clock.now();
    const { fixes, answer } = readMessage('radar', { query: '', body, receivedAt });
    if (fixes.length > 0) await this.reports.take(request, fixes, receivedAt);
    return radarAnswer(JSON.parse(answer.body) as object);
  }
}
