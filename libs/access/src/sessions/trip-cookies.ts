/**
 * The customers' cookies: one for each trip, with the trip's id in its name. A browser may have several trips at once
 * (two orders of one person, a link that somebody else sent); each request names its trip in the path and is checked
 * against the cookie of that trip, so that no action and no position can reach another trip.
 *
 * The value is `<storeId>.<token>`, so that every lookup names the store. Over https the names begin with `__Host-`, as
 * those of `SessionCookies` do.
 */
import { Inject, Injectable } from '@nestjs/common';
import { type HttpReply, PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import { parseCookie, stringifySetCookie } from 'cookie';
import { parseStoreToken, type StoreToken, storeTokenText } from '../store-token.js';

/** The most trips of one browser; their cookies take about 2.5 kB of each request. */
export const TRIPS_A_BROWSER = 20;
/** The most trip cookies that are read from one request. */
const MAX_READ = 2 * TRIPS_A_BROWSER;
/**
 * How much longer than the link browsers store the cookie, seconds: a link is extended when the promised window of its
 * order moves. The server decides which links are valid, and clears the cookies of others.
 */
const EXTRA_AGE_S = 30 * 24 * 3600;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface TripCookie {
  /** From the cookie's name; undefined for the former cookie, which had no trip id in its name. */
  readonly tripId: string | undefined;
  /** Undefined when the value is not a store token. */
  readonly value: StoreToken | undefined;
}

@Injectable()
export class TripCookies {
  private readonly secure: boolean;
  /** The name of the former cookie for all trips. */
  private readonly formerName: string;

  constructor(@Inject(PLATFORM_OPTIONS) options: Pick<PlatformOptions, 'secureCookies'>) {
    this.secure = options.secureCookies;
    this.formerName = `${this.secure ? '__Host-' : ''}curbline-trip`;
  }

  nameOf(tripId: string): string {
    return `${this.formerName}-${tripId}`;
  }

  /** The value of the trip's cookie. */
  read(cookieHeader: string | undefined, tripId: string): string | undefined {
    return parseCookie(cookieHeader ?? '')[this.nameOf(tripId)];
  }

  readStoreToken(cookieHeader: string | undefined, tripId: string): StoreToken | undefined {
    return parseStoreToken(this.read(cookieHeader, tripId) ?? '');
  }

  /** The cookies of all trips in the header. */
  all(cookieHeader: string | undefined): readonly TripCookie[] {
    const found: TripCookie[] = [];
    for (const [name, text] of Object.entries(parseCookie(cookieHeader ?? ''))) {
      const value = parseStoreToken(text ?? '');
      const tripId = name.startsWith(`${this.formerName}-`) ? name.slice(this.formerName.length + 1) : '';
      if (name === this.formerName) found.push({ tripId: undefined, value });
      else if (UUID.test(tripId)) found.push({ tripId, value });
    }
    return found.slice(0, MAX_READ);
  }

  /** @param lastsS the remaining lifetime of the link, seconds. */
  set(reply: Pick<HttpReply, 'header'>, tripId: string, value: StoreToken, lastsS: number): void {
    const maxAge = Math.floor(lastsS) + EXTRA_AGE_S;
    reply.header('set-cookie', this.header(this.nameOf(tripId), storeTokenText(value), maxAge));
  }

  /** @param tripId undefined for the former cookie. */
  clear(reply: Pick<HttpReply, 'header'>, tripId: string | undefined): void {
    reply.header(
      'set-cookie',
      this.header(tripId === undefined ? this.formerName : this.nameOf(tripId), '', 0),
    );
  }

  private header(name: string, value: string, maxAge: number): string {
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
