import type { LogPosition } from '@curbline/contracts/events';
import { readSnapshot } from '@curbline/database';
import type { DataSource, EntityManager } from 'typeorm';
import { head } from './read.js';

/**
 * A state and its place in the log, from one moment: `read` and the position share one REPEATABLE
 * READ transaction, so following from the position misses nothing and repeats nothing.
 */
export async function snapshot<T>(
  dataSource: DataSource,
  storeId: string,
  read: (manager: EntityManager) => Promise<T>,
): Promise<LogPosition & { value: T }> {
  return readSnapshot(dataSource, async (manager) => {
    const [position, value] = await Promise.all([head(manager, storeId), read(manager)]);
    return { ...position, value };
  });
}
