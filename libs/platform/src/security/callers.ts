/**
 * The caller of a request, as the guard that admitted it noted: a name without personal data that the caller cannot
 * choose. For some minutes further requests with the same credentials are counted under that name, without a lookup.
 */
import { Injectable } from '@nestjs/common';
import { type HttpRequest, headerOf } from '../requests/http.js';
import { phoneTokenInAddress } from './phone-token.js';

const CALLER = Symbol('caller');

interface RequestWithCaller {
  [CALLER]?: string;
}

/** Called by the guard that admits the request. @param name such as the hash of a session's token */
export function noteCaller(request: object, name: string): void {
  (request as RequestWithCaller)[CALLER] = name;
}

/** Undefined as long as no guard has admitted the request. */
export function callerOf(request: object): string | undefined {
  return (request as RequestWithCaller)[CALLER];
}

/** How long admitted credentials are cached, ms. */
export const CACHED_FOR_MS = 10 * 60_000;
/** Past this many callers the oldest are deleted. */
const MAX_CACHED = 100_000;

interface CachedCaller {
  readonly caller: string;
  readonly until: number;
}

type RequestHeaders = Pick<HttpRequest, 'headers'> & { readonly url?: string | undefined };

/** Caches credentials that were admitted lately, one per caller: other cookies beside a valid one add no entries. */
@Injectable()
export class CallerCache {
  private readonly byCredentials = new Map<string, CachedCaller>();
  private readonly credentialsOf = new Map<string, string>();

  note(request: RequestHeaders, caller: string, now = Date.now()): void {
    const credentials = credentialsIn(request);
    if (credentials === undefined) return;
    const cached = this.byCredentials.get(credentials);
    // Most callers come again within moments; then the entry stays as it is.
    if (
      cached?.caller === caller &&
      cached.until - now > CACHED_FOR_MS / 2 &&
      cached.until - now <= CACHED_FOR_MS
    )
      return;
    const before = this.credentialsOf.get(caller);
    if (before !== undefined && before !== credentials) this.byCredentials.delete(before);
    this.credentialsOf.delete(caller);
    this.credentialsOf.set(caller, credentials);
    this.byCredentials.set(credentials, { caller, until: now + CACHED_FOR_MS });
    if (this.credentialsOf.size > MAX_CACHED) this.deleteOldest();
  }

  find(request: RequestHeaders, now = Date.now()): string | undefined {
    const credentials = credentialsIn(request);
    const cached = credentials === undefined ? undefined : this.byCredentials.get(credentials);
    if (!cached || now > cached.until) return undefined;
    return cached.caller;
  }

  private deleteOldest(): void {
    for (const [caller, credentials] of this.credentialsOf) {
      this.credentialsOf.delete(caller);
      this.byCredentials.delete(credentials);
      return;
    }
  }
}

/** Longer credentials are not cached; our pages never send them. */
const MAX_LENGTH = 2_048;

function credentialsIn(request: RequestHeaders): string | undefined {
  const credentials =
    phoneTokenInAddress(request.url) ?? headerOf(request, 'authorization') ?? headerOf(request, 'cookie');
  return credentials === undefined || credentials.length > MAX_LENGTH ? undefined : credentials;
}
