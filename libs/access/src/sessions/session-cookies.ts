/**
 * The cookies of devices, staff and managers; customers have `TripCookies`. `browser` opens nothing: it marks a browser
 * from which somebody signed in before. `provider` is there while somebody signs in with the identity provider. Over https
 * their names begin with `__Host-` and they are Secure: bound to this host and sent over TLS only. Browsers refuse that
 * prefix on plain http, as on a developer's machine, so it is left out there. Cookies of one store have the value
 * `<storeId>.<token>`, so that every lookup names the store.
 */
import { Inject, Injectable } from '@nestjs/common';
import { type HttpReply, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { parseCookie, stringifySetCookie } from 'cookie';
import { parseStoreToken, type StoreToken } from '../store-token.js';

export type CookieKind = 'device' | 'staff' | 'manager' | 'browser' | 'provider';

@Injectable()
export class SessionCookies {
  private readonly secure: boolean;

  constructor(@Inject(PLATFORM_OPTIONS) options: Pick<PlatformOptions, 'secureCookies'>) {
    this.secure = options.secureCookies;
  }

  nameOf(kind: CookieKind): string {
    return `${this.secure ? '__Host-' : ''}curbline-${kind}`;
  }

  /** @param maxAgeS how long the browser stores it, seconds; the server has stricter limits of its own. */
  set(reply: Pick<HttpReply, 'header'>, kind: CookieKind, value: string, maxAgeS: number): void {
    reply.header('set-cookie', this.header(kind, value, Math.floor(maxAgeS)));
  }

  clear(reply: Pick<HttpReply, 'header'>, kind: CookieKind): void {
    reply.header('set-cookie', this.header(kind, '', 0));
  }

  read(cookieHeader: string | undefined, kind: CookieKind): string | undefined {
    return parseCookie(cookieHeader ?? '')[this.nameOf(kind)];
  }

  readStoreToken(cookieHeader: string | undefined, kind: CookieKind): StoreToken | undefined {
    return parseStoreToken(this.read(cookieHeader, kind) ?? '');
  }

  private header(kind: CookieKind, value: string, maxAge: number): string {
    return stringifySetCookie({
      name: this.nameOf(kind),
      value,
      path: '/',
      maxAge,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
    });
  }
}
