/**
 * Where a mail server or a mailbox hands over what came back: the whole mail, as it is. Only reports of RFC 3464 matter;
 * any other mail is taken and forgotten, so that whoever pipes mail here keeps none in its queue.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  FastifyRoutes,
  headerOf,
  type HttpRequest,
  PLATFORM_OPTIONS,
  type PlainAnswer,
  type PlatformOptions,
} from '@curbline/platform';
import { equalText } from '../equal-text.js';
import { readBounce } from './bounce.js';
import { BouncesService } from './bounces.service.js';

/** A report may hold the whole of our message. */
const BODY_LIMIT_BYTES = 256 * 1024;

const answer = (status: number, body = ''): PlainAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});
const NO_TOKEN = answer(400, 'Set MAIL_BOUNCES_TOKEN, and send it as a bearer token.');
const REFUSED = { ...answer(401), headers: { 'www-authenticate': 'Bearer' } };

@Injectable()
export class InboundEmailRoute implements OnModuleInit {
  constructor(
    private readonly routes: FastifyRoutes,
    private readonly bounces: BouncesService,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'smtp'>,
  ) {}

  onModuleInit(): void {
    this.routes.addPlain({
      name: 'InboundEmailRoute.take',
      method: 'POST',
      path: '/v1/inbound/email',
      bodyLimitBytes: BODY_LIMIT_BYTES,
      answer: (request, body) => this.take(request, body),
    });
  }

  private async take(request: HttpRequest, body: string | undefined): Promise<PlainAnswer> {
    const token = this.options.smtp?.bounceToken;
    if (token === undefined) return NO_TOKEN;
    if (!equalText(headerOf(request, 'authorization'), `Bearer ${token}`)) return REFUSED;
    if (body === undefined) return answer(413, 'A mail of more than 256 kB is no report about ours.');
    const bounce = await readBounce(body);
    if (bounce) await this.bounces.take(bounce);
    return answer(204);
  }
}
