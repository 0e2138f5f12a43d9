/**
 * Where phones' apps send positions (docs/phone-apps.md). Whatever becomes of them, the app gets the answer with which
 * it forgets them and goes on. Anything else would stop it: most apps send the same again, and nothing before that.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Clock,
  FastifyRoutes,
  type HttpRequest,
  type PlainAnswer,
  type PlainRoute,
} from '@curbline/platform';
import { type Dialect, readMessage } from './dialects/read-message.js';
import { PhoneReportsService } from './phone-reports.service.js';

/** 1,000 positions of the most talkative app, twice over. */
const BODY_LIMIT_BYTES = 1024 * 1024;

type Address = readonly [handler: string, method: PlainRoute['method'], path: string, dialect: Dialect];

const ADDRESSES: readonly Address[] = [
  ['any', 'POST', '/c/:token', 'any'],
  ['query', 'GET', '/c/:token', 'any'],
  ['ownTracks', 'POST', '/c/:token/owntracks', 'owntracks'],
  ['overland', 'POST', '/c/:token/api/v1/overland/batches', 'overland'],
  ['dawarich', 'POST', '/api/v1/overland/batches', 'overland'],
];

@Injectable()
export class PhoneAppsRoute implements OnModuleInit {
  constructor(
    private readonly routes: FastifyRoutes,
    private readonly reports: PhoneReportsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const [handler, method, path, dialect] of ADDRESSES) {
      this.routes.addPlain({
        name: `PhoneAppsRoute.${handler}`,
        method,
        path,
        bodyLimitBytes: BODY_LIMIT_BYTES,
        answer: (request, body) => this.take(dialect, request, body),
      });
    }
  }

  private async take(dialect: Dialect, request: HttpRequest, body: string | undefined): Promise<PlainAnswer> {
    const receivedAt = this.clock.now();
    const query = request.url.split('?')[1] ?? '';
    const { fixes, answer } = readMessage(dialect, { query, body, receivedAt });
    if (fixes.length > 0) await this.reports.take(request, fixes, receivedAt);
    return { status: 200, headers: { 'content-type': answer.contentType }, body: answer.body };
  }
}
