/**
 * Tracks of the one-process program between two starts, in the table `trip_track`: what the memory writes
 * behind, so that a restart in the middle of an approach goes on where it was.
 */
import type { PersistedTrack, TrackKey, TrackPersistence } from '@curbline/messaging';
import { ahead, inTransaction } from '@curbline/database';
import type { DataSource } from 'typeorm';

interface Row {
  store_id: string;
  trip_id: string;
  version: number;
  state: unknown;
  updated_at: Date;
}

export class TrackRows implements TrackPersistence {
  constructor(private readonly database: DataSource) {}

  async load(): Promise<PersistedTrack[]> {
    const rows: Row[] = await this.database.query(
      'SELECT store_id, trip_id, version, state, updated_at FROM trip_track',
    );
    return rows.map((row) => ({
      storeId: row.store_id,
      tripId: row.trip_id,
      version: row.version,
      state: row.state,
      updatedAtMs: row.updated_at.getTime(),
    }));
  }

  async save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void> {
    await inTransaction(this.database, async (manager) => {
      if (upserts.length > 0) ahead(manager, UPSERT, [JSON.stringify(upserts)]);
      if (deletes.length > 0) ahead(manager, DELETE, [JSON.stringify(deletes)]);
    });
  }
}

const UPSERT = `
  INSERT INTO trip_track (store_id, trip_id, version, state, updated_at)
  SELECT "storeId", "tripId", version, state, to_timestamp("updatedAtMs" / 1000.0)
  FROM jsonb_to_recordset($1::jsonb) AS track(
    "storeId" text, "tripId" uuid, version integer, state jsonb, "updatedAtMs" double precision)
  ON CONFLICT (store_id, trip_id) DO UPDATE SET
    version = excluded.version, state = excluded.state, updated_at = excluded.updated_at`;

const DELETE = `
  DELETE FROM trip_track USING jsonb_to_recordset($1::jsonb) AS gone("storeId" text, "tripId" uuid)
  WHERE store_id = gone."storeId" AND trip_id = gone."tripId"`;
