/** What the statistics recorded of pickups, against what the log alone says of them. */
import type { DataSource } from 'typeorm';

/**
 * `overtaken` is left out: who was overtaken is decided when they are served, and a hand-over that is recalled later
 * does not change it.
 */
const RECORDS = `SELECT to_jsonb(record) - 'overtaken' AS record FROM pickup_record record
                 WHERE store_id = $1 ORDER BY order_id`;

type Records = readonly { readonly record: Readonly<Record<string, unknown>> }[];

/** @returns the rows as written with each event, and as the migration's function derives them from the log. */
export async function recordedAndRebuilt(
  dataSource: DataSource,
  storeId: string,
): Promise<{ recorded: Records; rebuilt: Records }> {
  const recorded = await dataSource.query<Records>(RECORDS, [storeId]);
  await dataSource.query('DELETE FROM pickup_record WHERE store_id = $1', [storeId]);
  await dataSource.query('SELECT rebuild_pickup_records($1)', [storeId]);
  return { recorded, rebuilt: await dataSource.query<Records>(RECORDS, [storeId]) };
}
