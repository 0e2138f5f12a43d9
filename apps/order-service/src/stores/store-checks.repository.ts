/** What only the database can tell of settings. */
import { Injectable } from '@nestjs/common';
import type { StoreSettings } from '@curbline/contracts/http';
import type { FieldError } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { unwrappedRings } from '@curbline/domain/place';
import { areaFaults, invalidOutline } from './check-premises.js';

type Settings = Pick<StoreSettings, 'premises' | 'entrance' | 'bays'>;

@Injectable()
export class StoreChecksRepository {
  constructor(private readonly db: DataSource) {}

  /** The time zones that the database knows, as it spells them, by their names in small letters. */
  async timeZones(): Promise<ReadonlyMap<string, string>> {
    const zones = await this.db.query<{ name: string }[]>('SELECT name FROM pg_timezone_names');
    return new Map(zones.map(({ name }) => [name.toLowerCase(), name]));
  }

  /** The zone as the database spells it; undefined when it does not know it, and no statistics would work. */
  async timeZone(name: string): Promise<string | undefined> {
    const [zone] = await this.db.query<{ name: string }[]>(
      'SELECT name FROM pg_timezone_names WHERE lower(name) = lower($1)',
      [name],
    );
    return zone?.name;
  }

  /** What is wrong with each store's outline; an empty list for a sound one. */
  async outlineFaults(stores: readonly Settings[]): Promise<FieldError[][]> {
    if (stores.length === 0) return [];
    // Validity is judged on the plane, so its longitudes run on past 180°; the area on the ellipsoid needs none of that.
    const found = await this.db.query<{ area: number; invalid: string | null }[]>(
      `SELECT ST_Area(ST_GeomFromGeoJSON(given.outline)::geography) AS area,
              CASE WHEN NOT ST_IsValid(plane) THEN ST_IsValidReason(plane) END AS invalid
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given(outline, unwrapped, place),
            LATERAL (SELECT ST_GeomFromGeoJSON(given.unwrapped) AS plane) AS drawn
       ORDER BY given.place`,
      [
        stores.map(({ premises }) => JSON.stringify(premises)),
        stores.map(({ premises }) =>
          JSON.stringify({ ...premises, coordinates: unwrappedRings(premises.coordinates) }),
        ),
      ],
    );
    return stores.map((settings, i) => {
      const { area = 0, invalid = null } = found[i] ?? {};
      return invalid === null ? areaFaults(area, settings) : [invalidOutline(invalid)];
    });
  }
}
