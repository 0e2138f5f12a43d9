/**
 * The receipt of a trip's positions: how many came, and when they were erased. It outlives them, and so does
 * the number of the last event, because ids of events must never be used twice.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TripKey } from './messages.js';
import type { TripTrack } from './trip-track.js';

@Injectable()
export class Receipts {
  constructor(private readonly database: DataSource) {}

  /**
   * To be called before the first position of a track is kept: the receipt no longer says "erased".
   * @returns the number of the last event that an earlier track of the trip has told; 0 for the first.
   */
  async reopen({ storeId, tripId }: TripKey): Promise<number> {
    const rows: { last_event: number }[] = await this.database.query(
      `INSERT INTO trip_receipt AS receipt (store_id, trip_id) VALUES ($1, $2)
       ON CONFLICT (store_id, trip_id) DO UPDATE SET erased_at = NULL
       RETURNING last_event`,
      [storeId, tripId],
    );
    return rows[0]?.last_event ?? 0;
  }

  /**
   * Several processes hear of a trip's end; the first to write the receipt is the one that counts.
   * @param erasedAt server's clock, ms
   * @returns whether this was the first; whatever must happen once at a trip's end hangs on it.
   */
  async write({ storeId, tripId }: TripKey, track: TripTrack, erasedAt: number): Promise<boolean> {
    const written: unknown[] = await this.database.query(
      `INSERT INTO trip_receipt AS receipt (store_id, trip_id, fixes_received, last_event, erased_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (store_id, trip_id) DO UPDATE SET
         fixes_received = receipt.fixes_received + excluded.fixes_received,
         last_event = greatest(receipt.last_event, excluded.last_event),
         erased_at = excluded.erased_at
       WHERE receipt.erased_at IS NULL
       RETURNING trip_id`,
      [storeId, tripId, track.fixesReceived, track.track.eventCount, new Date(erasedAt).toISOString()],
    );
    return written.length > 0;
  }
}
