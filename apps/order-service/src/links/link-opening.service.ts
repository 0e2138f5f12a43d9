/**
 * A link's token for a session. Opening is the only thing that a link can do, by POST alone: a bot
 * that previews the page by GET has no effect. A link may be opened on several phones.
 */
import { Injectable } from '@nestjs/common';
import {
  hashToken,
  linkGone,
  type LinkStanding,
  newToken,
  parseStoreToken,
  Sessions,
} from '@curbline/access';
import { Clock, AttemptLimiter, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';

export interface OpenedLink {
  readonly storeId: string;
  readonly tripId: string;
  /** To be kept by the browser; absent when the one it sent goes on. */
  readonly session: { readonly token: string; readonly lastsS: number } | undefined;
}

const LINK = `
  SELECT link.store_id, link.trip_id, link.expires_at, link.revoked_at, trip.closed_at, store.name, store.phone
  FROM trip_link link
  JOIN trip ON trip.store_id = link.store_id AND trip.id = link.trip_id
  JOIN store ON store.id = link.store_id`;

interface LinkRow extends LinkStanding {
  readonly store_id: string;
  readonly trip_id: string;
}

@Injectable()
export class LinkOpeningService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly limiter: AttemptLimiter,
    private readonly sessions: Sessions,
  ) {}

  /**
   * @param link what stands behind its `#`: `<storeId>.<token>`. Links sent before they named their store are
   *   the token alone; the last of them ends seven days after.
   * @param from whose failed attempts are counted: the caller's address.
   * @param cookieHeader what the browser has already, so that a reload makes no second session.
   * @throws ProblemException `link-unknown`, `link-gone` with why and whom to call, and `too-many-requests` for a wrong link after many
   *   wrong ones; a right one is opened all the same.
   */
  async open(link: string, from: string, cookieHeader: string | undefined): Promise<OpenedLink> {
    const attempt = { kind: 'link', from, unguessable: true };
    const found = await this.limiter.attempt(attempt, () => this.find(link));
    if (!found) throw problem('link-unknown');
    const linkHash = hashOf(link);
    const now = this.clock.now();
    if (found.revoked_at !== null || found.expires_at.getTime() <= now) throw linkGone(found);
    const { store_id: storeId, trip_id: tripId } = found;
    const current = await this.sessions.customer(cookieHeader, tripId);
    if (current?.storeId === storeId) return { storeId, tripId, session: undefined };
    const session = newToken();
    await this.db.query(
      `INSERT INTO customer_session (store_id, token_hash, trip_id, link_hash, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [storeId, hashToken(session), tripId, linkHash, new Date(now), found.expires_at],
    );
    const lastsS = (found.expires_at.getTime() - now) / 1000;
    return { storeId, tripId, session: { token: session, lastsS } };
  }

  private async find(link: string): Promise<LinkRow | undefined> {
    const named = parseStoreToken(link);
    const [found] = named
      ? await this.db.query<LinkRow[]>(`${LINK} WHERE link.store_id = $1 AND link.token_hash = $2`, [
          named.storeId,
          hashOf(link),
        ])
      : await this.db.query<LinkRow[]>(`${LINK} WHERE link.token_hash = $1`, [hashOf(link)]);
    return found;
  }
}

const hashOf = (link: string): Buffer => hashToken(parseStoreToken(link)?.token ?? link);
