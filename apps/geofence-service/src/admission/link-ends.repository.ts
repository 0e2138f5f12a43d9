/** Reads which links were revoked or expired from the view of order-service. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface LinkEnd {
  trip_id: string;
  /** Names the link and the way it ended. */
  link: string;
}

@Injectable()
export class LinkEndsRepository {
  constructor(private readonly database: DataSource) {}

  /** The links that were revoked after `after`, or that expired after it and not later than `until`. */
  read(after: Date, until: Date): Promise<LinkEnd[]> {
    return this.database.query(ENDED, [after, until]);
  }
}

const ENDED = `
  SELECT trip_id, encode(token_hash, 'hex') || 'r' AS link FROM trip_link_end_view WHERE revoked_at > $1
  UNION ALL
  SELECT trip_id, encode(token_hash, 'hex') || 'x' FROM trip_link_end_view WHERE expires_at > $1 AND expires_at <= $2`;
