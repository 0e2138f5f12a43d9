/**
 * Updates a row only if it still has the version that was read. TypeORM's `save()` and `@VersionColumn` add no such
 * condition to their UPDATE, so two people could both claim an order; here the database lets only one of them succeed.
 */
import type { EntityManager, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { rowOf } from './entity-rows.js';
import { pipeline } from './transactions.js';

/**
 * `UPDATE target SET …changes, version = version + 1 WHERE …key AND version = expectedVersion`.
 *
 * @param target an entity, or the name of a table that has none (then keys and changes are column
 *   names, and a jsonb array must be passed as JSON text, since `pg` turns arrays into Postgres arrays).
 * @param key columns that name the row; it may hold further conditions such as `state`.
 * @returns true when exactly one row was changed; false when it is gone or was changed by another.
 * @throws Error when the key names more than one row; the transaction must fail then.
 */
export async function compareAndSet<Row extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Row>,
  key: Partial<Row>,
  expectedVersion: number,
  changes: Partial<Row>,
): Promise<boolean> {
  if (Object.keys(key).length === 0) throw new Error('compareAndSet needs a key that names one row');
  const set = { ...changes, version: () => 'version + 1' } as unknown as QueryDeepPartialEntity<Row>;
  const update = manager
    .createQueryBuilder()
    .update(target)
    .set(set)
    .where({ ...key, version: expectedVersion });
  const { affected } = await update.execute();
  if ((affected ?? 0) > 1) throw new Error('compareAndSet changed several rows: its key names no single row');
  return affected === 1;
}

/**
 * Writes an entity by a pipelined statement, if its row is still at `expectedVersion`; for a caller whose lock excludes
 * any other change of the row. Unless exactly one row is changed the statement is an error, so that the transaction
 * cannot commit and nothing of it is done.
 */
export function pipelineCompareAndSet<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  expectedVersion: number,
  entity: Entity,
): void {
  const { tableName, primaryColumns } = manager.connection.getMetadata(target);
  const { version: _, ...row } = rowOf(manager, target, entity);
  const keys = primaryColumns.map(({ databaseName }) => databaseName);
  const changed = Object.keys(row).filter((name) => !keys.includes(name));
  const terms = [...changed, ...keys, 'version'].map((name, index) => `"${name}" = $${index + 1}`);
  const set = terms.slice(0, changed.length);
  pipeline(
    manager,
    `WITH changed AS (
       UPDATE "${tableName}" SET ${[...set, 'version = version + 1'].join(', ')}
       WHERE ${terms.slice(set.length).join(' AND ')} RETURNING 1)
     SELECT CASE count(*) WHEN 1 THEN 1
            ELSE ('compare-and-set of ${tableName} met ' || count(*) || ' rows')::integer END FROM changed`,
    [...[...changed, ...keys].map((name) => row[name]), expectedVersion],
  );
}
