/**
 * Tracks of the one-process program between two starts, in the table `sealed_track`: what the memory writes
 * behind, so that a restart in the middle of an approach goes on where it was. The database keeps what it was once
 * given in its log, its dead rows and its backups, so it is given ciphertext alone; the keys lie elsewhere.
 */
import {
  seal,
  unseal,
  type KeyFolder,
  type PersistedTrack,
  type TrackKey,
  type TrackPersistence,
} from '@curbline/messaging';
import { pipeline, inTransaction } from '@curbline/database';
import type { DataSource } from 'typeorm';

interface Row {
  store_id: string;
  trip_id: string;
  version: number;
  updated_at: Date;
}

export class SealedTracksRepository implements TrackPersistence {
  constructor(
    private readonly database: DataSource,
    private readonly keys: KeyFolder,
  ) {}

  async load(): Promise<PersistedTrack[]> {
    await this.sealOldRows();
    const rows: (Row & { sealed: Buffer })[] = await this.database.query(
      'SELECT store_id, trip_id, version, sealed, updated_at FROM sealed_track',
    );
    await this.keys.keepOnly(new Set(rows.map((row) => row.trip_id)));
    return rows.map((row) => {
      const key = this.keys.find(keyOf(row));
      return trackOf(row, key && unseal(key, keyOf(row), row.sealed));
    });
  }

  async save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void> {
    // A track may have begun to be saved while its trip was erased, and made a key again.
    for (const trip of deletes) await this.keys.destroy(trip);
    const sealed = await Promise.all(upserts.map((track) => this.sealed(track)));
    await inTransaction(this.database, async (manager) => {
      if (sealed.length > 0) pipeline(manager, UPSERT, [JSON.stringify(sealed)]);
      if (deletes.length > 0) pipeline(manager, DELETE, [JSON.stringify(deletes)]);
    });
  }

  erase(trip: TrackKey): Promise<void> {
    return this.keys.destroy(trip);
  }

  private async sealed({ state, ...track }: PersistedTrack): Promise<object> {
    return { ...track, sealed: seal(await this.keys.obtain(track), track, state).toString('base64') };
  }

  /** Rows that an older program left in clear are sealed, and their table's file is let go of. */
  private async sealOldRows(): Promise<void> {
    const rows: (Row & { state: unknown })[] = await this.database.query(
      'SELECT store_id, trip_id, version, state, updated_at FROM trip_track',
    );
    if (rows.length === 0) return;
    await this.save(
      rows.map((row) => trackOf(row, row.state)),
      [],
    );
    await this.database.query('TRUNCATE trip_track');
  }
}

const keyOf = (row: Row): TrackKey => ({ storeId: row.store_id, tripId: row.trip_id });

const trackOf = (row: Row, state: unknown): PersistedTrack => ({
  ...keyOf(row),
  version: row.version,
  state,
  updatedAtMs: row.updated_at.getTime(),
});

const UPSERT = `
  INSERT INTO sealed_track (store_id, trip_id, version, sealed, updated_at)
  SELECT "storeId", "tripId", version, decode(sealed, 'base64'), to_timestamp("updatedAtMs" / 1000.0)
  FROM jsonb_to_recordset($1::jsonb) AS track(
    "storeId" text, "tripId" uuid, version integer, sealed text, "updatedAtMs" double precision)
  ON CONFLICT (store_id, trip_id) DO UPDATE SET
    version = excluded.version, sealed = excluded.sealed, updated_at = excluded.updated_at`;

const DELETE = `
  DELETE FROM sealed_track USING jsonb_to_recordset($1::jsonb) AS gone("storeId" text, "tripId" uuid)
  WHERE store_id = gone."storeId" AND trip_id = gone."tripId"`;
