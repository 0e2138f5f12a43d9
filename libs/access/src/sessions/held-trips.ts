/**
 * The trips that a browser has cookies for, so that a customer with several orders sees them in one list. Cookies of
 * ended trips are cleared.
 */
import { Injectable } from '@nestjs/common';
import { Clock, type HttpReply } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { hashToken } from '../secrets.js';
import type { StoreToken } from '../store-token.js';
import { heldRows } from './session-queries.js';
import { type TripCookie, TripCookies, TRIPS_A_BROWSER } from './trip-cookies.js';

export interface HeldTrip {
  readonly tripId: string;
  readonly storeId: string;
  readonly tripOpen: boolean;
  /** When this browser opened the link, Unix ms. */
  readonly openedAt: number;
}

interface ValidTrip extends HeldTrip {
  readonly cookie: TripCookie;
  readonly value: StoreToken;
  readonly lastsS: number;
}

@Injectable()
export class HeldTrips {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly cookies: TripCookies,
  ) {}

  /**
   * Returns the trips whose links are still valid, with one query, and cleans up the cookies: invalid ones are cleared,
   * the former cookie for all trips is replaced by the cookie of its trip, and past `TRIPS_A_BROWSER` closed trips are
   * dropped first, then those opened longest ago.
   * @param except a trip whose cookie the caller sets itself: it is not cleared, and one place is left for it.
   */
  async cleanUp(
    cookieHeader: string | undefined,
    reply: Pick<HttpReply, 'header'>,
    except?: string,
  ): Promise<readonly HeldTrip[]> {
    const held = this.cookies.all(cookieHeader);
    if (held.length === 0) return [];
    const valid = await this.validTrips(held);
    const limit = TRIPS_A_BROWSER - (except === undefined || valid.has(except) ? 0 : 1);
    const listed = [...valid.values()]
      .toSorted(
        (a, b) =>
          Number(b.tripId === except) - Number(a.tripId === except) ||
          Number(b.tripOpen) - Number(a.tripOpen) ||
          b.openedAt - a.openedAt,
      )
      .slice(0, limit);
    const usedCookies = new Set(listed.map(({ cookie }) => cookie));
    for (const cookie of held) {
      const found = listed.find((trip) => trip.cookie === cookie);
      if (found && cookie.tripId === undefined)
        this.cookies.set(reply, found.tripId, found.value, found.lastsS);
      if (!usedCookies.has(cookie) || cookie.tripId === undefined) {
        if (cookie.tripId === undefined || cookie.tripId !== except) this.cookies.clear(reply, cookie.tripId);
      }
    }
    return listed.map(({ tripId, storeId, tripOpen, openedAt }) => ({ tripId, storeId, tripOpen, openedAt }));
  }

  /** Valid trips by their id; a trip's own cookie takes precedence over the former cookie. */
  private async validTrips(held: readonly TripCookie[]): Promise<ReadonlyMap<string, ValidTrip>> {
    const readable = held.flatMap((cookie) => (cookie.value ? [{ cookie, value: cookie.value }] : []));
    const now = this.clock.now();
    const rows = await heldRows(
      this.db,
      readable.map(({ value }) => ({ storeId: value.storeId, hash: hashToken(value.token) })),
      new Date(now),
    );
    const valid = new Map<string, ValidTrip>();
    for (const row of rows) {
      const found = readable[row.ordinal - 1];
      if (!found || (found.cookie.tripId ?? row.trip_id) !== row.trip_id) continue;
      if (valid.has(row.trip_id) && found.cookie.tripId === undefined) continue;
      valid.set(row.trip_id, {
        tripId: row.trip_id,
        storeId: found.value.storeId,
        tripOpen: row.closed_at === null,
        openedAt: row.created_at.getTime(),
        lastsS: (row.expires_at.getTime() - now) / 1000,
        ...found,
      });
    }
    return valid;
  }
}
