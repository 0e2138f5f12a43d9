/**
 * The customers' cookies: one for each trip, with the trip's id in its name. A browser may hold several trips at
 * once (two orders of one person, a link that somebody else sent); each request names its trip in the path and is
 * checked against the cookie of that trip, so no tap and no position can end up with another one.
 *
 * The value is `<storeId>.<token>`, so that every look-up names the store. Over https the names begin with
 * `__Host-`, as those of `SessionCookies` do.
 */
import { Inject, Injectable } from '@nestjs/common';
import { type HttpReply, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { parseCookie, stringifySetCookie } from 'cookie';
import { parseStoreToken, type StoreToken, storeTokenText } from '../store-token.js';

/** The most trips a browser keeps: their cookies are about 2.5 kB of each request then. */
export const TRIPS_A_BROWSER = 20;
/** The most cookies that one request has looked up; a browser of ours never sends so many. */
const MOST_READ = 2 * TRIPS_A_BROWSER;
/**
 * Browsers keep the cookie this much longer than the link lives now, because the link's life can grow while the trip
 * is open: the promised window may be moved. The server decides; dead cookies are cleared. Seconds.
 */
const KEPT_LONGER_S = 30 * 24 * 3600;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface TripCookie {
  /** From the cookie's name; undefined for the one cookie that browsers held before each trip had its own. */
  readonly tripId: string | undefined;
  /** Undefined when the value cannot be one of ours. */
  readonly value: StoreToken | undefined;
}

@Injectable()
export class TripCookies {
  private readonly secure: boolean;
  /** The name of the one cookie that was set before each trip had its own. */
  private readonly onceName: string;

  constructor(@Inject(PLATFORM_OPTIONS) options: Pick<PlatformOptions, 'secureCookies'>) {
    this.secure = options.secureCookies;
    this.onceName = `${this.secure ? '__Host-' : ''}curbline-trip`;
  }

  nameOf(tripId: string): string {
    return `${this.onceName}-${tripId}`;
  }

  /** The value of the trip's own cookie. */
  read(cookieHeader: string | undefined, tripId: string): string | undefined {
    return parseCookie(cookieHeader ?? '')[this.nameOf(tripId)];
  }

  readStoreToken(cookieHeader: string | undefined, tripId: string): StoreToken | undefined {
    return parseStoreToken(this.read(cookieHeader, tripId) ?? '');
  }

  /** The cookies of all trips that this browser holds. */
  all(cookieHeader: string | undefined): readonly TripCookie[] {
    const found: TripCookie[] = [];
    for (const [name, text] of Object.entries(parseCookie(cookieHeader ?? ''))) {
      const value = parseStoreToken(text ?? '');
      const tripId = name.startsWith(`${this.onceName}-`) ? name.slice(this.onceName.length + 1) : '';
      if (name === this.onceName) found.push({ tripId: undefined, value });
      else if (UUID.test(tripId)) found.push({ tripId, value });
    }
    return found.slice(0, MOST_READ);
  }

  /** @param lastsS how long the link lives as things are, seconds. */
  set(reply: Pick<HttpReply, 'header'>, tripId: string, value: StoreToken, lastsS: number): void {
    const maxAge = Math.floor(lastsS) + KEPT_LONGER_S;
    reply.header('set-cookie', this.line(this.nameOf(tripId), storeTokenText(value), maxAge));
  }

  /** @param tripId undefined: the one cookie of old. */
  clear(reply: Pick<HttpReply, 'header'>, tripId: string | undefined): void {
    reply.header('set-cookie', this.line(tripId === undefined ? this.onceName : this.nameOf(tripId), '', 0));
  }

  private line(name: string, value: string, maxAge: number): string {
    return stringifySetCookie({
      name,
      value,
      path: '/',
      maxAge,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
    });
  }
}
