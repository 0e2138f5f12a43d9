/** What it costs to ask a database about each fix: is it in the premises, and how far from their edge? */
import type { ArrivalStore, Fix } from '@curbline/domain/arrival';
import { testDatabase } from '@curbline/testkit';

export interface RoundTrips {
  readonly name: string;
  /** Questions a second, one after the other. */
  readonly geometry: number;
  /** The bare round trip beside it. */
  readonly nothing: number;
}

const GEOMETRY = `
  SELECT ST_Covers(premises, here) AS inside, ST_Distance(edge, here) AS edge_m
    FROM premises_asked, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography AS here) AS fix`;

/** On the embedded database, and on the server that CURBLINE_TEST_POSTGRES_URL names, if it names one. */
export async function roundTrips(store: ArrivalStore, fixes: readonly Fix[]): Promise<RoundTrips[]> {
  const measured = [await measure('embedded PostGIS', 'embedded', store, fixes)];
  if (process.env['CURBLINE_TEST_POSTGRES_URL']) {
    measured.push(await measure('PostgreSQL, PostGIS', 'postgres', store, fixes));
  }
  return measured;
}

async function measure(
  name: string,
  kind: 'embedded' | 'postgres',
  { premises }: ArrivalStore,
  fixes: readonly Fix[],
): Promise<RoundTrips> {
  process.env['CURBLINE_TEST_DATABASE'] = kind;
  const test = await testDatabase([], { poolSize: 1 });
  const { dataSource } = test.database;
  try {
    // The edge is stored as a line of its own: the best case for SQL.
    await dataSource.query(
      `CREATE TABLE premises_asked AS
         SELECT flat::geography AS premises, ST_Boundary(flat)::geography AS edge
           FROM (SELECT ST_GeomFromGeoJSON($1) AS flat) AS given`,
      [JSON.stringify(premises)],
    );
    const perSecond = async (ask: (fix: Fix) => Promise<unknown>): Promise<number> => {
      for (const fix of fixes.slice(0, 100)) await ask(fix);
      const from = performance.now();
      for (const fix of fixes) await ask(fix);
      return (1000 * fixes.length) / (performance.now() - from);
    };
    const geometry = await perSecond((fix) => dataSource.query(GEOMETRY, [fix.longitude, fix.latitude]));
    const nothing = await perSecond(() => dataSource.query('SELECT 1'));
    return { name, geometry, nothing };
  } finally {
    await test.close();
  }
}
