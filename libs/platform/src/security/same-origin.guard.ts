/**
 * Protects against cross-site request forgery: a request that changes something must come from one of our pages. Browsers
 * send Origin with every such request; other programs send neither Origin nor Sec-Fetch-Site, and no cookie that another
 * site could make them send.
 * Together with SameSite=Lax cookies and bodies accepted as JSON only (OWASP CSRF cheat sheet).
 *
 * The settings name our origins; the Host header does not count, because another name may resolve to our address (DNS
 * rebinding), and then Origin and Host agree.
 */
import { type CanActivate, type ExecutionContext, Inject, Injectable, Logger } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { type HttpRequest, headerOf } from '../requests/http.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const WARN_AGAIN_MS = 60_000;

export type OwnSite = Pick<PlatformOptions, 'publicUrl' | 'additionalOrigins'>;
type RequestHeaders = Pick<HttpRequest, 'headers'>;

@Injectable()
export class SameOriginGuard implements CanActivate {
  private readonly logger = new Logger('same-origin');
  private warnedAt = Number.NEGATIVE_INFINITY;

  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    this.check(context.switchToHttp().getRequest<HttpRequest>());
    return true;
  }

  /** @throws ProblemException `not-allowed` or `site-misconfigured` */
  check(request: RequestHeaders & Pick<HttpRequest, 'method'>): void {
    if (SAFE_METHODS.has(request.method) || isFromOurPages(request, this.options)) return;
    if (isSurelyForeign(request)) {
      throw problem('not-allowed', {
        detail: { en: 'The request came from another site.', fr: 'La requête vient d’un autre site.' },
      });
    }
    this.warn(request);
    throw problem('site-misconfigured', {
      detail: {
        en: 'The address of this page is not the one that this site was set up with. Whoever runs it has to set PUBLIC_URL.',
        fr: 'L’adresse de cette page n’est pas celle pour laquelle ce site est configuré. Son exploitant doit corriger PUBLIC_URL.',
      },
    });
  }

  /** Warns at most once a minute, so that forged requests do not fill the log. */
  private warn(request: RequestHeaders): void {
    const now = Date.now();
    if (Math.abs(now - this.warnedAt) < WARN_AGAIN_MS) return;
    this.warnedAt = now;
    const quoted = (name: string): string =>
      JSON.stringify((headerOf(request, name) ?? 'none').slice(0, 120));
    this.logger.warn(
      `A request was refused because it comes from another site: PUBLIC_URL is ${this.options.publicUrl}, ` +
        `received were Origin ${quoted('origin')} and Host ${quoted('host')}. ` +
        'If that page is yours, set PUBLIC_URL to its address, or name it in ADDITIONAL_ORIGINS.',
    );
  }
}

/** Also used for the handshake of sockets, to which the browser's same-origin policy does not apply. */
export function isFromOurPages(request: RequestHeaders, { publicUrl, additionalOrigins }: OwnSite): boolean {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) {
    const site = headerOf(request, 'sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (origin === publicUrl || additionalOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const [asked, own] = [new URL(origin), new URL(publicUrl)];
  return asked.origin === own.origin || (isLocal(own) && isLocal(asked));
}

/** On a developer's machine the pages may have another port, or another name of the machine. */
const isLocal = ({ hostname }: URL): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/** Whether the browser reports a page of another site. */
function isSurelyForeign(request: RequestHeaders): boolean {
  const site = headerOf(request, 'sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}
