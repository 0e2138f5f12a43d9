/**
 * A customer's link: a capability in a URL's fragment (W3C TAG, "Good Practices for Capability URLs").
 * 128 random bits, of which only the SHA-256 is kept, so what this returns is known to nobody later. Before
 * them stands the store, which is no secret, so that the look-up of a link names it (docs/adr/0017).
 */
import { hashToken, newToken, storeTokenText } from '@curbline/access';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';

export type LinkKind = 'customer' | 'substitute';

export interface NewLink {
  readonly storeId: string;
  readonly tripId: string;
  readonly kind: LinkKind;
  /** Unix ms. */
  readonly now: number;
  /** Unix ms; sooner once the trip is over. */
  readonly until: number;
}

/** @returns the address of a new link; older links of the trip go on working. */
export function issueLink(manager: EntityManager, link: NewLink, publicUrl: string): string {
  const token = newToken();
  pipeline(
    manager,
    `INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [link.storeId, hashToken(token), link.tripId, link.kind, new Date(link.now), new Date(link.until)],
  );
  return `${publicUrl}/p#${storeTokenText({ storeId: link.storeId, token })}`;
}
