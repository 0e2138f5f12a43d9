/**
 * The receipt for a trip's positions: how many came, and when they were erased. It stays when they are gone, and so does
 * the number of the last event, because ids of events must never be used twice.
 */
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { TrackKey } from '@curbline/messaging';
import type { TripTrack } from './trip-track.js';

@Injectable()
export class ReceiptsRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Marks the receipt as not erased; to be called before the first position of a track is stored.
   * @returns the number of the last event that an earlier track of the trip has published; 0 for the first.
   */
  async reopen({ storeId, tripId }: TrackKey): Promise<number> {
    const rows: { last_event: number }[] = await this.database.query(
      `INSERT INTO trip_receipt AS receipt (store_id, trip_id) VALUES ($1, $2)
       ON CONFLICT (store_id, trip_id) DO UPDATE SET erased_at = NULL
       RETURNING last_event`,
      [storeId, tripId],
    );
    return rows[0]?.last_event ?? 0;
  }

  /**
   * Saves the number of the last published event: if the track is lost, with its key or with Redis, the next track
   * continues from this number.
   */
  async saveLastEvent({ storeId, tripId }: TrackKey, lastEvent: number): Promise<void> {
    await this.database.query(
      `UPDATE trip_receipt SET last_event = $3 WHERE store_id = $1 AND trip_id = $2 AND last_event < $3`,
      [storeId, tripId, lastEvent],
    );
  }

  /**
   * Writes the receipt at the end of a trip. Several processes learn of the end, and only the first one writes it.
   * @param track the track that was erased; `undefined` when it could not be read any more
   * @param erasedAt server's clock, ms
   * @returns whether this call was the first. What must happen once at the end of a trip depends on it.
   */
  async write(
    { storeId, tripId }: TrackKey,
    track: TripTrack | undefined,
    erasedAt: number,
  ): Promise<boolean> {
    const written: unknown[] = await this.database.query(
      `INSERT INTO trip_receipt AS receipt (store_id, trip_id, fixes_received, last_event, erased_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (store_id, trip_id) DO UPDATE SET
         fixes_received = receipt.fixes_received + excluded.fixes_received,
         last_event = greatest(receipt.last_event, excluded.last_event),
         erased_at = excluded.erased_at
       WHERE receipt.erased_at IS NULL
       RETURNING trip_id`,
      [
        storeId,
        tripId,
        track?.fixesReceived ?? 0,
        track?.track.eventCount ?? 0,
        new Date(erasedAt).toISOString(),
      ],
    );
    return written.length > 0;
  }
}
