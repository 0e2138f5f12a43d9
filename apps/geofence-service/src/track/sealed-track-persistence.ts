/**
 * Saves the tracks of the one-process program in the table `sealed_track`, so that a restart in the middle of an approach
 * continues where it was. A database keeps erased data in its log, its dead rows and its backups. It is therefore given
 * ciphertext only, and the keys are kept elsewhere.
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

interface TrackRow {
  store_id: string;
  trip_id: string;
  version: number;
  updated_at: Date;
}

export class SealedTrackPersistence implements TrackPersistence {
  constructor(
    private readonly database: DataSource,
    private readonly keys: KeyFolder,
  ) {}

  async load(): Promise<PersistedTrack[]> {
    await this.sealOldRows();
    const rows: (TrackRow & { sealed: Buffer })[] = await this.database.query(
      'SELECT store_id, trip_id, version, sealed, updated_at FROM sealed_track',
    );
    await this.keys.keepOnly(new Set(rows.map((row) => row.trip_id)));
    return rows.map((row) => {
      const key = this.keys.find(keyOf(row));
      return trackOf(row, key && unseal(key, keyOf(row), row.sealed));
    });
  }

  async save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void> {
    // While its trip was erased, a save of a track may have made a new key.
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

  /** Seals the rows that an older version of the program left unencrypted, and truncates their table. */
  private async sealOldRows(): Promise<void> {
    const rows: (TrackRow & { state: unknown })[] = await this.database.query(
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

const keyOf = (row: TrackRow): TrackKey => ({ storeId: row.store_id, tripId: row.trip_id });

const trackOf = (row: TrackRow, state: unknown): PersistedTrack => ({
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
