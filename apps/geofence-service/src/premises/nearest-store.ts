/** Which other store is somebody at? One nearest-neighbour search in the index of all premises. */
import type { DataSource } from 'typeorm';
import type { LonLat } from '@curbline/domain/arrival';

export interface NearestStore {
  readonly storeId: string;
  /** From the edge of its premises on the ellipsoid; 0 inside. Metres. */
  readonly distanceM: number;
}

/** @returns the store whose premises are nearest to a position, one store left out; undefined when it is the only one. */
export async function nearestStore(
  database: Pick<DataSource, 'query'>,
  [longitude, latitude]: LonLat,
  exceptStoreId: string,
): Promise<NearestStore | undefined> {
  const rows: { id: string; distance_m: number }[] = await database.query(NEAREST, [
    longitude,
    latitude,
    exceptStoreId,
  ]);
  const row = rows[0];
  return row && { storeId: row.id, distanceM: row.distance_m };
}

/** `<->` walks the GiST index from the nearest box outwards, so that no more than a few stores are measured. */
export const NEAREST = `
  SELECT id, ST_Distance(premises, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography) AS distance_m
  FROM store WHERE id <> $3
  ORDER BY premises <-> ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography LIMIT 1`;
