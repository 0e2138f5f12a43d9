/** Databases of earlier versions, kept as SQL text (`pg_dump --inserts`), to test that they can be upgraded. */
import { readFile } from 'node:fs/promises';
import type { Database } from '@curbline/database';

/** Puts a dump into an empty database. What only psql understands in it is left out. */
export async function restoreDump(dataSource: Database['dataSource'], path: string | URL): Promise<void> {
  const text = await readFile(path, 'utf8');
  const sql = text
    .split('\n')
    .filter(
      (line) => !/^(\\|SET |SELECT pg_catalog\.set_config|CREATE EXTENSION|COMMENT ON EXTENSION)/.test(line),
    )
    .join('\n');
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS postgis');
    await runner.query(sql);
  } finally {
    await runner.release();
  }
}

/** A hash of the rows of each table, by the table's name; equal when the tables hold the same. */
export async function contentOf(
  dataSource: Database['dataSource'],
): Promise<Readonly<Record<string, string>>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT object.relname AS name FROM pg_class object
     WHERE object.relnamespace = 'public'::regnamespace AND object.relkind = 'r'
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = object.oid AND d.deptype = 'e')
     ORDER BY object.relname`,
  );
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await dataSource.query<{ rows: string; hash: string }[]>(
      `SELECT count(*) AS rows, md5(string_agg(row::text, '|' ORDER BY row::text)) AS hash FROM "${name}" AS row`,
    );
    hashes[name] = `${row?.rows ?? 0} rows ${row?.hash ?? ''}`;
  }
  return hashes;
}
