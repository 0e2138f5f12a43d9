/**
 * Finds the other store that somebody is at. The query carries a coarse place only, never the position, because the
 * database may be configured to log the values of its statements. The distances to the few stores found are computed here.
 */
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LonLat } from '@curbline/domain/arrival';
import { outlineOf, projectionAround, signedDistanceM } from '@curbline/domain/geo';

export interface NearestStore {
  readonly storeId: string;
  /** Meters from the edge of its premises; 0 inside. */
  readonly distanceM: number;
}

/** Edge of the squares to which a position is rounded for the query, degrees: over a kilometer of latitude. */
const COARSE_DEG = 0.01;
/** A square's corners are at most 790 m from its middle (at the equator). Nobody is at a store that is further away than the remaining 210 m. */
const NEAR_M = 1_000;
/** At most so many stores are measured, those nearest to the middle of the square. */
const MOST = 200;

@Injectable()
export class NearestStoreRepository {
  constructor(@Inject(DataSource) private readonly database: Pick<DataSource, 'query'>) {}

  /** @returns the store whose premises are nearest to a position, except one store; undefined when none is near. */
  async find(position: LonLat, exceptStoreId: string): Promise<NearestStore | undefined> {
    const [longitude, latitude] = position.map(coarse);
    const rows: { id: string; rings: LonLat[][] }[] = await this.database.query(NEAR, [
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
}

const coarse = (degrees: number): number =>
  Number((Math.round(degrees / COARSE_DEG) * COARSE_DEG).toFixed(2));

/** `ST_DWithin` and `<->` both use the GiST index. */
export const NEAR = `
  SELECT store_id AS id, ST_AsGeoJSON(premises, 8)::json->'coordinates' AS rings
  FROM store_premises_view, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography AS place) AS asked
  WHERE store_id <> $3 AND ST_DWithin(premises, place, ${NEAR_M})
  ORDER BY premises <-> place LIMIT ${MOST}`;
