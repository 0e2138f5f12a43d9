/**
 * The schema of a database as SQL text, in one order on every server: the same text means the same schema. Tables come
 * before the tables that refer to them; the columns of a table are in the order of their creation. What belongs to an
 * extension is left out, and so are the tables that are named in `without`.
 */
import type { EntityManager } from 'typeorm';

interface TableRow {
  readonly name: string;
  readonly options: string[] | null;
  readonly columns: string[];
  readonly constraints: string[];
  readonly refers_to: string[];
  readonly after: string[];
}

const OF_EXTENSION = `EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = object.oid AND d.deptype = 'e')`;

/** `after` is what follows the table: indexes, triggers and the storage of columns. */
const TABLES = `
SELECT object.relname AS name, object.reloptions AS options,
  (SELECT array_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(v.adbin, v.adrelid), '') ORDER BY a.attnum)
   FROM pg_attribute a LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
   WHERE a.attrelid = object.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
  (SELECT coalesce(array_agg('CONSTRAINT ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid)
       ORDER BY position(c.contype::text IN 'pufc'), c.conname), '{}')
   FROM pg_constraint c WHERE c.conrelid = object.oid AND c.contype IN ('p', 'u', 'f', 'c')) AS constraints,
  (SELECT coalesce(array_agg(DISTINCT other.relname::text), '{}')
   FROM pg_constraint c JOIN pg_class other ON other.oid = c.confrelid
   WHERE c.conrelid = object.oid AND c.contype = 'f' AND c.confrelid <> object.oid) AS refers_to,
  ARRAY(SELECT format('ALTER TABLE %I ALTER COLUMN %I SET STORAGE EXTERNAL', object.relname, a.attname)
   FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
   WHERE a.attrelid = object.oid AND a.attnum > 0 AND a.attstorage = 'e' AND t.typstorage <> 'e' ORDER BY a.attname)
  || ARRAY(SELECT replace(pg_get_indexdef(i.indexrelid), ' ON public.', ' ON ')
   FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
   WHERE i.indrelid = object.oid
     AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))
   ORDER BY x.relname)
  || ARRAY(SELECT replace(pg_get_triggerdef(g.oid), ' ON public.', ' ON ')
   FROM pg_trigger g WHERE g.tgrelid = object.oid AND NOT g.tgisinternal ORDER BY g.tgname) AS after
FROM pg_class object
WHERE object.relnamespace = 'public'::regnamespace AND object.relkind = 'r' AND NOT ${OF_EXTENSION}
ORDER BY object.relname`;

const FUNCTIONS = `
SELECT replace(pg_get_functiondef(object.oid), 'FUNCTION public.', 'FUNCTION ') AS text FROM pg_proc object
WHERE object.pronamespace = 'public'::regnamespace AND NOT ${OF_EXTENSION} ORDER BY object.proname`;

const VIEWS = `
SELECT 'CREATE VIEW ' || quote_ident(object.relname) || ' AS' || E'\\n' || rtrim(pg_get_viewdef(object.oid, true), '; ') AS text
FROM pg_class object
WHERE object.relnamespace = 'public'::regnamespace AND object.relkind = 'v' AND NOT ${OF_EXTENSION}
ORDER BY object.relname`;

/**
 * @param without tables that are left out, such as the records of migrations.
 * @returns SQL that makes the schema in an empty database with PostGIS.
 */
export async function schemaText(
  manager: Pick<EntityManager, 'query'>,
  without: readonly string[] = [],
): Promise<string> {
  const all = await manager.query<TableRow[]>(TABLES);
  const tables = referredFirst(all.filter(({ name }) => !without.includes(name)));
  const functions = await manager.query<{ text: string }[]>(FUNCTIONS);
  const views = await manager.query<{ text: string }[]>(VIEWS);
  const statements = [
    ...functions.map(({ text }) => text.trimEnd()),
    ...tables.flatMap((table) => [tableText(table), ...table.after]),
    ...views.map(({ text }) => withoutQualifiers(text)),
  ];
  return `${statements.join(';\n\n')};\n`;
}

function tableText({ name, columns, constraints, options }: TableRow): string {
  const lines = [...columns, ...constraints].map((line) => `  ${line}`);
  const storage = options ? ` WITH (${options.join(', ')})` : '';
  return `CREATE TABLE ${name} (\n${lines.join(',\n')}\n)${storage}`;
}

/** PostgreSQL 16 and later leave out the table's name before the columns of a view of one table; 15 does not. */
function withoutQualifiers(view: string): string {
  const [, table] = / FROM (\w+)$/m.exec(view) ?? [];
  return table === undefined || view.includes(' JOIN ') ? view : view.replaceAll(`${table}.`, '');
}

/** In the order of the names, but for what a table refers to, which comes before it. */
function referredFirst(tables: readonly TableRow[]): TableRow[] {
  const done = new Set<string>();
  const ordered: TableRow[] = [];
  const add = (table: TableRow): void => {
    if (done.has(table.name)) return;
    done.add(table.name);
    for (const name of table.refers_to) {
      const other = tables.find((one) => one.name === name);
      if (other) add(other);
    }
    ordered.push(table);
  };
  tables.forEach(add);
  return ordered;
}
