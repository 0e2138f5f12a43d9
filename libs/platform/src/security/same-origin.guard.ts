/**
 * Against forged requests from other sites: what changes something and rides on a cookie must come
 * from a page of ours. Browsers send Origin with every such request; programs without a browser send
 * neither Origin nor Sec-Fetch-Site, and no cookie that a stranger could make them send.
 * Together with SameSite=Lax cookies and bodies accepted as JSON only (OWASP CSRF cheat sheet).
 */
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { type HttpRequest, headerOf } from '../requests/http.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    if (READING.has(request.method) || isFromOurPages(request, this.options.publicUrl)) return true;
    throw problem('not-allowed', {
      detail: { en: 'The request came from another site.', fr: 'La requête vient d’un autre site.' },
    });
  }
}

/** Also for the socket's handshake, where the browser applies no rule of its own. */
export function isFromOurPages(request: Pick<HttpRequest, 'headers' | 'host'>, publicUrl: string): boolean {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) {
    const site = headerOf(request, 'sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(publicUrl).origin || new URL(origin).host === request.host;
}
