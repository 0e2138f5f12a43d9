/**
 * All trips that one browser holds a cookie for, and the tidying of those cookies: a customer with several orders
 * sees them in one list, and what has ended does not travel with every request for ever.
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

interface Standing extends HeldTrip {
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
   * The trips whose links still hold, looked up in one query. Along the way cookies that hold no more are cleared,
   * the one cookie of old becomes the cookie of its trip, and no more than `TRIPS_A_BROWSER` are kept: over that, the
   * ones that are over go first, then those opened longest ago.
   * @param except a trip that is about to get its cookie anyhow: it is kept, and its room too.
   */
  async tidy(
    cookieHeader: string | undefined,
    reply: Pick<HttpReply, 'header'>,
    except?: string,
  ): Promise<readonly HeldTrip[]> {
    const held = this.cookies.all(cookieHeader);
    if (held.length === 0) return [];
    const standing = await this.standing(held);
    const room = TRIPS_A_BROWSER - (except === undefined || standing.has(except) ? 0 : 1);
    const kept = [...standing.values()]
      .toSorted(
        (a, b) =>
          Number(b.tripId === except) - Number(a.tripId === except) ||
          Number(b.tripOpen) - Number(a.tripOpen) ||
          b.openedAt - a.openedAt,
      )
      .slice(0, room);
    const keptCookies = new Set(kept.map(({ cookie }) => cookie));
    for (const cookie of held) {
      const found = kept.find((trip) => trip.cookie === cookie);
      if (found && cookie.tripId === undefined)
        this.cookies.set(reply, found.tripId, found.value, found.lastsS);
      if (!keptCookies.has(cookie) || cookie.tripId === undefined) {
        if (cookie.tripId === undefined || cookie.tripId !== except) this.cookies.clear(reply, cookie.tripId);
      }
    }
    return kept.map(({ tripId, storeId, tripOpen, openedAt }) => ({ tripId, storeId, tripOpen, openedAt }));
  }

  /** By trip; a trip's own cookie before the one of old. */
  private async standing(held: readonly TripCookie[]): Promise<ReadonlyMap<string, Standing>> {
    const asked = held.flatMap((cookie) => (cookie.value ? [{ cookie, value: cookie.value }] : []));
    const now = this.clock.now();
    const rows = await heldRows(
      this.db,
      asked.map(({ value }) => ({ storeId: value.storeId, hash: hashToken(value.token) })),
      new Date(now),
    );
    const standing = new Map<string, Standing>();
    for (const row of rows) {
      const found = asked[row.ordinal - 1];
      if (!found || (found.cookie.tripId ?? row.trip_id) !== row.trip_id) continue;
      if (standing.has(row.trip_id) && found.cookie.tripId === undefined) continue;
      standing.set(row.trip_id, {
        tripId: row.trip_id,
        storeId: found.value.storeId,
        tripOpen: row.closed_at === null,
        openedAt: row.created_at.getTime(),
        lastsS: (row.expires_at.getTime() - now) / 1000,
        ...found,
      });
    }
    return standing;
  }
}
