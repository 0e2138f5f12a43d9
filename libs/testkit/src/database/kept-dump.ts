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

/** The columns of each table, by the table's name. */
export type Columns = Readonly<Record<string, readonly string[]>>;

export async function columnsOf(dataSource: Database['dataSource']): Promise<Columns> {
  const tables = await dataSource.query<{ name: string; columns: string[] }[]>(
    `SELECT object.relname AS name, array_agg(attribute.attname::text ORDER BY attribute.attnum) AS columns
     FROM pg_class object
     JOIN pg_attribute attribute ON attribute.attrelid = object.oid AND attnum > 0 AND NOT attisdropped
     WHERE object.relnamespace = 'public'::regnamespace AND object.relkind = 'r'
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = object.oid AND d.deptype = 'e')
     GROUP BY object.relname ORDER BY object.relname`,
  );
  return Object.fromEntries(tables.map(({ name, columns }) => [name, columns]));
}

/**
 * A hash of the rows of each table, by the table's name; equal when the tables hold the same.
 * @param columns what is compared: those of an earlier version, when a later one has more.
 */
export async function contentOf(
  dataSource: Database['dataSource'],
  columns?: Columns,
): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const [name, names] of Object.entries(columns ?? (await columnsOf(dataSource)))) {
    const row = `ROW(${names.map((column) => `"${column}"`).join(', ')})::text`;
    const [found] = await dataSource.query<{ rows: string; hash: string }[]>(
      `SELECT count(*) AS rows, md5(string_agg(${row}, '|' ORDER BY ${row})) AS hash FROM "${name}"`,
    );
    hashes[name] = `${found?.rows ?? 0} rows ${found?.hash ?? ''}`;
  }
  return hashes;
}
