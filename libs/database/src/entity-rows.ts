/**
 * Entities where the SQL is written by hand: a row becomes an entity and an entity a row, by the columns that TypeORM
 * knows of it. So the columns of a table are named once, in the entity, whoever writes its statements.
 */
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { pipeline } from './transactions.js';

type DatabaseRow = Readonly<Record<string, unknown>>;

/**
 * @param row of `SELECT *`, by column names; what is no column of the entity is left out
 * @returns the entity. A group of columns inside a group (an arrival in a trip) that are all null is null.
 */
export function entityOf<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  row: DatabaseRow,
): Entity {
  const { driver } = manager.connection;
  const metadata = manager.connection.getMetadata(target);
  const entity = metadata.create() as Entity;
  for (const column of metadata.columns)
    column.setEntityValue(entity, driver.prepareHydratedValue(row[column.databaseName], column));
  for (const { parentEmbeddedMetadata: parent, propertyName, columns } of metadata.allEmbeddeds) {
    if (parent && columns.every(({ databaseName }) => row[databaseName] === null))
      (entity as Record<string, Record<string, unknown>>)[parent.propertyName]![propertyName] = null;
  }
  return entity;
}

/** All columns of an entity by their names, as values of a statement. */
export function rowOf<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  entity: Entity,
): Record<string, unknown> {
  const { driver } = manager.connection;
  const { columns } = manager.connection.getMetadata(target);
  return Object.fromEntries(
    columns.map((column) => [
      column.databaseName,
      // A group that is null has no values at all.
      driver.preparePersistentValue(column.getEntityValue(entity) ?? null, column),
    ]),
  );
}

/** Inserts an entity by a pipelined statement. */
export function pipelineInsert<Entity extends ObjectLiteral>(
  manager: EntityManager,
  target: EntityTarget<Entity>,
  entity: Entity,
): void {
  const { tableName } = manager.connection.getMetadata(target);
  const row = rowOf(manager, target, entity);
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const places = columns.map((_, index) => `$${index + 1}`);
  pipeline(
    manager,
    `INSERT INTO "${tableName}" (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}
