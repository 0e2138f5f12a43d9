/**
 * Ends e-mails to an address, and resumes them. A mail program that offers the button of its own sends the body of
 * RFC 8058 here; whoever follows the link gets a page with one. It needs no sign-in and no cookie: the link is the proof.
 */
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock, FastifyRoutes, type HttpRequest, type PlainAnswer } from '@curbline/platform';
import { SuppressionsRepository } from './suppressions.repository.js';
import { type PageLanguage, UNSUBSCRIBE, UnsubscribeLinks } from './unsubscribe-links.js';
import { unsubscribePage } from './unsubscribe-page.js';

const BODY_LIMIT_BYTES = 4 * 1024;

@Injectable()
export class UnsubscribeRoute implements OnModuleInit {
  private readonly logger = new Logger('messages');

  constructor(
    private readonly routes: FastifyRoutes,
    private readonly links: UnsubscribeLinks,
    private readonly suppressions: SuppressionsRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const shared = { path: `${UNSUBSCRIBE}/:token`, bodyLimitBytes: BODY_LIMIT_BYTES };
    this.routes.addPlain({
      ...shared,
      name: 'UnsubscribeRoute.ask',
      method: 'GET',
      answer: async (request) => {
        const { hash, language } = this.readerOf(request);
        return unsubscribePage(hash ? 'ask' : 'broken', language);
      },
    });
    this.routes.addPlain({
      ...shared,
      name: 'UnsubscribeRoute.change',
      method: 'POST',
      answer: (request, body) => this.change(request, body ?? ''),
    });
  }

  private readerOf({ url }: HttpRequest): { hash: Buffer | undefined; language: PageLanguage } {
    const { pathname, searchParams } = new URL(url, 'http://curbline');
    return {
      hash: this.links.read(pathname.slice(UNSUBSCRIBE.length + 1)),
      language: searchParams.get('lang') === 'en' ? 'en' : 'fr',
    };
  }

  /** Whatever the body holds ends e-mails, but for the wish of our page to get them again. */
  private async change(request: HttpRequest, body: string): Promise<PlainAnswer> {
    const { hash, language } = this.readerOf(request);
    if (!hash) return unsubscribePage('broken', language);
    if (new URLSearchParams(body).get('wish') === 'resume') {
      await this.suppressions.remove(hash, 'email');
      return unsubscribePage('resumed', language);
    }
    await this.suppressions.add(hash, 'email', this.clock.now());
    this.logger.log('A customer asked for no more e-mails.');
    return unsubscribePage('ended', language);
  }
}
