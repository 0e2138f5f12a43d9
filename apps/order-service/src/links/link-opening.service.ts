/**
 * A link's token for a session. Opening is the only thing that a link can do, by POST alone: a bot
 * that previews the page by GET has no effect. A link may be opened on several phones.
 */
import { Injectable } from '@nestjs/common';
import { hashToken, linkGone, newToken, parseStoreToken, Sessions } from '@curbline/access';
import { Clock, AttemptLimiter, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import type { LinkKind } from '../pickups/trip-link.entity.js';
import { type LinkWithStore, TripLinksRepository } from '../pickups/trip-links.repository.js';

export interface OpenedLink {
  readonly storeId: string;
  readonly tripId: string;
  /** Whose page it opens. */
  readonly role: LinkKind;
  /** To be kept by the browser; absent when the one it sent goes on. */
  readonly session: { readonly token: string; readonly lastsS: number } | undefined;
}

@Injectable()
export class LinkOpeningService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly limiter: AttemptLimiter,
    private readonly sessions: Sessions,
    private readonly links: TripLinksRepository,
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
    // The customer who opens the substitute's link to look at it stays the customer.
    if (current?.storeId === storeId && (current.role === 'customer' || current.role === found.kind))
      return { storeId, tripId, role: current.role, session: undefined };
    const session = newToken();
    await this.links.beginSession(this.db.manager, {
      storeId,
      tokenHash: hashToken(session),
      tripId,
      linkHash,
      createdAt: new Date(now),
      expiresAt: found.expires_at,
    });
    const lastsS = (found.expires_at.getTime() - now) / 1000;
    return { storeId, tripId, role: found.kind, session: { token: session, lastsS } };
  }

  private find(link: string): Promise<LinkWithStore | undefined> {
    const storeId = parseStoreToken(link)?.storeId;
    return this.links.find(this.db.manager, hashOf(link), storeId);
  }
}

const hashOf = (link: string): Buffer => hashToken(parseStoreToken(link)?.token ?? link);
