/**
 * Which other store is somebody at? The database is asked which stores lie near a coarse place, never where somebody
 * stands: an administrator may let it write the values of statements into its own log. The distances to these few
 * are worked out here.
 */
import type { DataSource } from 'typeorm';
import type { LonLat } from '@curbline/domain/arrival';
import { outlineOf, projectionAround, signedDistanceM } from '@curbline/domain/geo';

export interface NearestStore {
  readonly storeId: string;
  /** From the edge of its premises; 0 inside. Metres. */
  readonly distanceM: number;
}

/** Edge of the squares that the database is told, degrees: over a kilometre of latitude. */
const COARSE_DEG = 0.01;
/** From a square's middle to its corners at the equator, where they are largest, is 790 m. Nobody is at a store that is further than the rest. */
const NEAR_M = 1_000;
/** Of so many stores around a square the nearest to its middle are measured. */
const MOST = 200;

/** @returns the store whose premises are nearest to a position, one store left out; undefined when none is near. */
export async function nearestStore(
  database: Pick<DataSource, 'query'>,
  position: LonLat,
  exceptStoreId: string,
): Promise<NearestStore | undefined> {
  const [longitude, latitude] = position.map(coarse);
  const rows: { id: string; rings: LonLat[][] }[] = await database.query(NEAR, [
    longitude,
    latitude,
    exceptStoreId,
  ]);
  const map = projectionAround(position);
  const measured = rows.flatMap(({ id, rings }): NearestStore[] => {
    const outline = outlineOf(rings, map);
    return outline ? [{ storeId: id, distanceM: Math.max(0, signedDistanceM(outline, 0, 0)) }] : [];
  });
  return measured.sort((a, b) => a.distanceM - b.distanceM)[0];
}

const coarse = (degrees: number): number =>
  Number((Math.round(degrees / COARSE_DEG) * COARSE_DEG).toFixed(2));

/** `ST_DWithin` and `<->` both walk the GiST index. */
export const NEAR = `
  SELECT store_id AS id, ST_AsGeoJSON(premises, 8)::json->'coordinates' AS rings
  FROM store_premises_view, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography AS place) AS asked
  WHERE store_id <> $3 AND ST_DWithin(premises, place, ${NEAR_M})
  ORDER BY premises <-> place LIMIT ${MOST}`;
