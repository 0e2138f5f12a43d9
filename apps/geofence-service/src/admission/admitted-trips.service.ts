/**
 * Whose positions are taken without asking the database again: sessions that were looked up and share the position
 * of an open trip. A phone sends every few seconds, and nearly always nothing has changed.
 *
 * What ends an admission is told, not asked for: the log tells of trips that closed or stopped sharing, and
 * `EndedLinksService` of links that were revoked or ran out. Whoever watches says `watched()`; as soon as that is silent,
 * no admission holds and every request asks. And none holds longer than `ADMITTED_MS`, whatever happens.
 */
import { Injectable } from '@nestjs/common';
import { SESSION_CACHE_MS, type CustomerPrincipal } from '@curbline/access';

export const ADMITTED_MS = 600_000;
/** Who watches says so every two seconds. */
export const UNWATCHED_MS = 4_000;
/** Past this many the oldest go. */
const MOST = 250_000;

interface Admission {
  readonly principal: CustomerPrincipal;
  /** The database said so no earlier than this, ms. */
  readonly asOf: number;
}

@Injectable()
export class AdmittedTripsService {
  /** By the cookie's value, in the order of `asOf`. */
  private readonly admissions = new Map<string, Admission>();
  /** Trips of which somebody's admission ended lately, and when that was heard, ms. */
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

  /** @param askedAt when the session was looked up; its answer may have been kept for a moment. */
  admit(cookie: string, principal: CustomerPrincipal, askedAt: number): void {
    if (!principal.tripOpen || principal.sharing !== 'live') return;
    this.admissions.delete(cookie);
    this.admissions.set(cookie, { principal, asOf: askedAt - SESSION_CACHE_MS });
    if (this.admissions.size > MOST) this.dropWhile(() => this.admissions.size > MOST);
  }

  /** From now on everybody of this trip is looked up anew. */
  end(tripId: string, now: number): void {
    this.ended.set(tripId, now);
  }

  /** All that ended until shortly before `now` has been told. */
  watched(now: number): void {
    this.watchedAt = now;
    this.dropWhile(({ asOf }) => now - asOf > ADMITTED_MS);
    for (const [tripId, at] of this.ended) {
      if (now - at > ADMITTED_MS + SESSION_CACHE_MS) this.ended.delete(tripId);
    }
  }

  /** What was told may be void. */
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
