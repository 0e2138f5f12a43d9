/** Reads which trips a phone's app was connected with, from the view of order-service. */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface PhoneTrip {
  readonly store_id: string;
  readonly trip_id: string;
  readonly linked_at: Date;
}

@Injectable()
export class PhoneTripsRepository {
  constructor(private readonly database: DataSource) {}

  /** The trips that were connected last, newest first; none when nobody knows the token, or its phone was disconnected. */
  find(tokenHash: Buffer): Promise<PhoneTrip[]> {
    return this.database.query(LAST_LINKED, [tokenHash]);
  }
}

/** Somebody may be on the way for two orders at once, hardly for more. */
const LAST_LINKED = `
  SELECT store_id, trip_id, linked_at FROM phone_trip_view WHERE token_hash = $1 ORDER BY linked_at DESC LIMIT 4`;
