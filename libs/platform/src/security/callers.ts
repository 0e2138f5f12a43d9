/**
 * Who a request is from, once a guard knows: by a name that says nothing and that the caller cannot choose. Requests
 * that come with the same credentials in the next minutes are counted under that name, before anybody looks them up.
 */
import { Injectable } from '@nestjs/common';
import { type HttpRequest, headerOf } from '../requests/http.js';

const CALLER = Symbol('caller');

interface Named {
  [CALLER]?: string;
}

/** Said by the guard that let the request in. @param name such as the hash of a session's token */
export function noteCaller(request: object, name: string): void {
  (request as Named)[CALLER] = name;
}

/** Undefined as long as no guard has let the request in. */
export function callerOf(request: object): string | undefined {
  return (request as Named)[CALLER];
}

/** How long credentials that were let in are known, ms. */
export const CACHED_FOR_MS = 10 * 60_000;
/** Past this many the ones that were let in longest ago go. */
const MOST = 100_000;

interface Known {
  readonly caller: string;
  readonly until: number;
}

type Headers = Pick<HttpRequest, 'headers'>;

/** Which credentials were let in lately. One kind of each caller: junk beside a good cookie takes no room. */
@Injectable()
export class CallerCache {
  private readonly byCredentials = new Map<string, Known>();
  private readonly credentialsOf = new Map<string, string>();

  note(request: Headers, caller: string, now = Date.now()): void {
    const credentials = credentialsIn(request);
    if (credentials === undefined) return;
    const known = this.byCredentials.get(credentials);
    // Most come again within moments: that costs one look.
    if (
      known?.caller === caller &&
      known.until - now > CACHED_FOR_MS / 2 &&
      known.until - now <= CACHED_FOR_MS
    )
      return;
    const before = this.credentialsOf.get(caller);
    if (before !== undefined && before !== credentials) this.byCredentials.delete(before);
    this.credentialsOf.delete(caller);
    this.credentialsOf.set(caller, credentials);
    this.byCredentials.set(credentials, { caller, until: now + CACHED_FOR_MS });
    if (this.credentialsOf.size > MOST) this.forgetOldest();
  }

  find(request: Headers, now = Date.now()): string | undefined {
    const credentials = credentialsIn(request);
    const known = credentials === undefined ? undefined : this.byCredentials.get(credentials);
    if (!known || now > known.until) return undefined;
    return known.caller;
  }

  private forgetOldest(): void {
    for (const [caller, credentials] of this.credentialsOf) {
      this.credentialsOf.delete(caller);
      this.byCredentials.delete(credentials);
      return;
    }
  }
}

/** Longer ones are not remembered: no browser of ours sends them. */
const LONGEST = 2_048;

function credentialsIn(request: Headers): string | undefined {
  const credentials = headerOf(request, 'authorization') ?? headerOf(request, 'cookie');
  return credentials === undefined || credentials.length > LONGEST ? undefined : credentials;
}
