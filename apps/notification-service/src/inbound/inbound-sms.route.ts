/**
 * Where the provider of text messages calls: with a customer's message, or with what became of one of ours. Nothing of a
 * call is believed before its signature is checked; whoever has none is told nothing.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Clock,
  FastifyRoutes,
  type HttpRequest,
  PLATFORM_OPTIONS,
  type PlainAnswer,
  type PlatformOptions,
} from '@curbline/platform';
import { callbackUrlOf, INBOUND_SMS } from '../channels/sms/callback-url.js';
import type { SmsCall } from '../channels/sms/sms-provider.js';
import { smsProviderOf } from '../channels/sms/sms-providers.js';
import { InboundSmsService } from './inbound-sms.service.js';

const BODY_LIMIT_BYTES = 64 * 1024;

const ADDRESSES = [
  ['post', 'POST', INBOUND_SMS],
  ['postWithSecret', 'POST', `${INBOUND_SMS}/:secret`],
  ['get', 'GET', INBOUND_SMS],
  ['getWithSecret', 'GET', `${INBOUND_SMS}/:secret`],
] as const;

/** What Twilio understands as "nothing to answer"; the others look at the status alone. */
const TAKEN: PlainAnswer = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' };
const REFUSED: PlainAnswer = { status: 403, headers: { 'content-type': 'text/plain' }, body: '' };
const NO_PROVIDER: PlainAnswer = {
  ...REFUSED,
  status: 400,
  body: 'No provider of text messages is configured here.',
};
const TOO_LONG: PlainAnswer = { ...REFUSED, status: 413 };

@Injectable()
export class InboundSmsRoute implements OnModuleInit {
  constructor(
    private readonly routes: FastifyRoutes,
    private readonly inbound: InboundSmsService,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'sms' | 'publicUrl'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const [handler, method, path] of ADDRESSES) {
      this.routes.addPlain({
        name: `InboundSmsRoute.${handler}`,
        method,
        path,
        bodyLimitBytes: BODY_LIMIT_BYTES,
        answer: (request, body) => this.take(request, body),
      });
    }
  }

  private async take(request: HttpRequest, body: string | undefined): Promise<PlainAnswer> {
    const { sms: settings, publicUrl } = this.options;
    if (body === undefined) return TOO_LONG;
    if (!settings) return NO_PROVIDER;
    const provider = smsProviderOf(settings);
    const call = callOf(request, publicUrl, body);
    const context = { settings, callbackUrl: callbackUrlOf(settings, publicUrl), now: this.clock.now() };
    if (!provider.isGenuine(call, context)) return REFUSED;
    const news = provider.read(call);
    if (news) await this.inbound.take(settings.provider, news);
    return TAKEN;
  }
}

/** The address is the public one, whatever proxies made of it: signatures are made over that. */
function callOf({ url, headers }: HttpRequest, publicUrl: string, rawBody: string): SmsCall {
  const query = url.split('?')[1] ?? '';
  const isJson = String(headers['content-type'] ?? '').startsWith('application/json');
  const fields = new URLSearchParams(isJson ? query : [query, rawBody].filter(Boolean).join('&'));
  return { url: `${publicUrl}${url}`, headers, fields: Object.fromEntries(fields), rawBody };
}
