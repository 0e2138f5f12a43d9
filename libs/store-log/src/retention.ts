import { randomUUID } from 'node:crypto';
import type { LogPosition } from '@curbline/contracts/events';
import { inTransaction } from '@curbline/database';
import type { DataSource } from 'typeorm';

/** How long events are stored, because the statistics compare a month with the same month of the year before. */
export const RETENTION_DAYS = 400;

/**
 * Deletes events recorded more than `olderThanDays` ago, store by store, from the start of the log; readers with an older
 * position get `resync: retention`.
 * @param nowMs the present, milliseconds since 1970.
 * @returns how many events were deleted.
 */
export async function prune(
  dataSource: DataSource,
  nowMs: number,
  olderThanDays: number = RETENTION_DAYS,
): Promise<number> {
  const before = new Date(nowMs - olderThanDays * 86_400_000).toISOString();
  const stores: { store_id: string }[] = await dataSource.query('SELECT store_id FROM store_stream');
  let deleted = 0;
  for (const { store_id: storeId } of stores) {
    deleted += await inTransaction(dataSource, async (manager) => {
      // The last event to delete: the one before the first that stays, or the last of all.
      const [end] = await manager.query<{ last: string }[]>(
        `SELECT coalesce(
           (SELECT seq - 1 FROM store_event WHERE store_id = $1 AND recorded_at >= $2 ORDER BY seq LIMIT 1),
           seq) AS last
         FROM store_stream WHERE store_id = $1`,
        [storeId, before],
      );
      if (!end) return 0;
      const [, count] = await manager.query<[unknown, number]>(
        `DELETE FROM store_event WHERE store_id = $1 AND seq <= $2`,
        [storeId, end.last],
      );
      await manager.query(
        `UPDATE store_stream SET pruned_seq = greatest(pruned_seq, $2::bigint) WHERE store_id = $1`,
        [storeId, end.last],
      );
      return count;
    });
  }
  return deleted;
}

/**
 * Makes all positions in a store's log invalid; call it when the log was restored from a backup or rebuilt. Numbers
 * continue, and every reader gets `resync: epoch`.
 */
export async function renewEpoch(dataSource: DataSource, storeId: string): Promise<LogPosition> {
  const epoch = randomUUID();
  const rows: { seq: string }[] = await dataSource.query(
    `INSERT INTO store_stream AS stream (store_id, epoch) VALUES ($1, $2)
     ON CONFLICT (store_id) DO UPDATE SET epoch = $2 RETURNING seq`,
    [storeId, epoch],
  );
  return { epoch, seq: Number(rows[0]?.seq ?? 0) };
}

/** Calls {@link renewEpoch} for every store, after a whole database was restored. @returns the number of stores. */
export async function renewEpochs(dataSource: DataSource): Promise<number> {
  const stores: { store_id: string }[] = await dataSource.query('SELECT store_id FROM store_stream');
  for (const { store_id: storeId } of stores) await renewEpoch(dataSource, storeId);
  return stores.length;
}
