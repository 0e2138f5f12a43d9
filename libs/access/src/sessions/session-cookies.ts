/**
 * The cookies of devices, staff and managers; customers have `TripCookies`. `browser` opens nothing: it tells a browser from which somebody signed in before from others.
 * Over https they are `__Host-` and Secure: bound to this host, sent over TLS only.
 * On plain http, as on a developer's machine, browsers would refuse that prefix, so it is left out.
 * Those of a store's matters carry `<storeId>.<token>`, so that every lookup names the store.
 */
import { Inject, Injectable } from '@nestjs/common';
import { type HttpReply, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { parseCookie, stringifySetCookie } from 'cookie';
import { parseStoreToken, type StoreToken } from '../store-token.js';

export type CookieKind = 'device' | 'staff' | 'manager' | 'browser';

@Injectable()
export class SessionCookies {
  private readonly secure: boolean;

  constructor(@Inject(PLATFORM_OPTIONS) options: Pick<PlatformOptions, 'secureCookies'>) {
    this.secure = options.secureCookies;
  }

  nameOf(kind: CookieKind): string {
    return `${this.secure ? '__Host-' : ''}curbline-${kind}`;
  }

  /** @param maxAgeS how long the browser keeps it, seconds; the server has its own, stricter say. */
  set(reply: Pick<HttpReply, 'header'>, kind: CookieKind, value: string, maxAgeS: number): void {
    reply.header('set-cookie', this.line(kind, value, Math.floor(maxAgeS)));
  }

  clear(reply: Pick<HttpReply, 'header'>, kind: CookieKind): void {
    reply.header('set-cookie', this.line(kind, '', 0));
  }

  read(cookieHeader: string | undefined, kind: CookieKind): string | undefined {
    return parseCookie(cookieHeader ?? '')[this.nameOf(kind)];
  }

  readStoreToken(cookieHeader: string | undefined, kind: CookieKind): StoreToken | undefined {
    return parseStoreToken(this.read(cookieHeader, kind) ?? '');
  }

  private line(kind: CookieKind, value: string, maxAge: number): string {
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
