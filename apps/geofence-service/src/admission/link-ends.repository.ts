/** Reads which links were revoked or expired from the view of order-service. */
import type { DataSource } from 'typeorm';

export interface LinkEnd {
  trip_id: string;
  /** Names the link and the way it ended. */
  link: string;
}

/** The links that were revoked after `after`, or that expired after it and not later than `until`. */
export function readLinkEnds(database: DataSource, after: Date, until: Date): Promise<LinkEnd[]> {
  return database.query(ENDED, [after, until]);
}

const ENDED = `
  SELECT trip_id, encode(token_hash, 'hex') || 'r' AS link FROM trip_link_end_view WHERE revoked_at > $1
  UNION ALL
  SELECT trip_id, encode(token_hash, 'hex') || 'x' FROM trip_link_end_view WHERE expires_at > $1 AND expires_at <= $2`;
