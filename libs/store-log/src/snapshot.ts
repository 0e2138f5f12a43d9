import type { LogPosition } from '@curbline/contracts/events';
import { readSnapshot } from '@curbline/database';
import type { DataSource, EntityManager } from 'typeorm';
import { head } from './read.js';

/**
 * Reads a state and its position in the log in one REPEATABLE READ transaction, so that a reader that follows the log from
 * the position misses no event and gets none twice.
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
