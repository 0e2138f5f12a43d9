/**
 * A cache of customers whose session was looked up and who share the position of an open trip. A phone reports every
 * few seconds and nearly always nothing has changed, so its reports are admitted without a query.
 *
 * Admissions are ended by push: the store log reports trips that closed or stopped sharing, and `EndedLinksService`
 * reports links that were revoked or expired. The watcher confirms regularly with `watched()`; without that confirmation
 * no admission is valid and every request queries the database. No admission is valid for longer than `ADMITTED_MS`.
 */
import { Injectable } from '@nestjs/common';
import { SESSION_CACHE_MS, type CustomerPrincipal } from '@curbline/access';

export const ADMITTED_MS = 600_000;
/** The watcher confirms every two seconds; after this time without it no admission is valid. */
export const UNWATCHED_MS = 4_000;
/** Beyond this number the oldest admissions are dropped. */
const MOST = 250_000;

interface Admission {
  readonly principal: CustomerPrincipal;
  /** The database gave this answer no earlier than this, ms. */
  readonly asOf: number;
}

@Injectable()
export class AdmittedTripsService {
  /** Admissions by the cookie's value, in the order of `asOf`. */
  private readonly admissions = new Map<string, Admission>();
  /** Trips whose admissions ended recently, and when this process learned of it, ms. */
  private readonly ended = new Map<string, number>();
  private watchedAt = Number.NEGATIVE_INFINITY;

  /** @param cookie value of the trip's own cookie. @param now server's clock, ms */
  find(tripId: string, cookie: string, now: number): CustomerPrincipal | undefined {
    const found = this.admissions.get(cookie);
    if (found?.principal.tripId !== tripId || Math.abs(now - this.watchedAt) > UNWATCHED_MS) return undefined;
    const { principal, asOf } = found;
    if (now - asOf > ADMITTED_MS || now < asOf || (this.ended.get(principal.tripId) ?? -Infinity) >= asOf)
      return undefined;
    return principal;
  }

  /** @param askedAt when the session was looked up, ms; the lookup may have used a cached answer. */
  admit(cookie: string, principal: CustomerPrincipal, askedAt: number): void {
    if (!principal.tripOpen || principal.sharing !== 'live') return;
    this.admissions.delete(cookie);
    this.admissions.set(cookie, { principal, asOf: askedAt - SESSION_CACHE_MS });
    if (this.admissions.size > MOST) this.dropWhile(() => this.admissions.size > MOST);
  }

  /** Ends all admissions of this trip: its next reports are looked up again. */
  end(tripId: string, now: number): void {
    this.ended.set(tripId, now);
  }

  /** Confirms that everything that ended until shortly before `now` has been reported. */
  watched(now: number): void {
    this.watchedAt = now;
    this.dropWhile(({ asOf }) => now - asOf > ADMITTED_MS);
    for (const [tripId, at] of this.ended) {
      if (now - at > ADMITTED_MS + SESSION_CACHE_MS) this.ended.delete(tripId);
    }
  }

  /** Drops all admissions, because reported ends may have been lost. */
  clear(): void {
    this.admissions.clear();
  }

  private dropWhile(oldest: (admission: Admission) => boolean): void {
    for (const [cookie, admission] of this.admissions) {
      if (!oldest(admission)) return;
      this.admissions.delete(cookie);
    }
  }
}
