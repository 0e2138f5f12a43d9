/** Past pickups as rows of the statistics. */
import { Injectable } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { DataSource } from 'typeorm';

/** Of those served in this order, the ones before whom somebody was served who came later. */
const FIND_OVERTAKEN = `
  UPDATE pickup_record record SET overtaken = true
  FROM (SELECT order_id, arrived_at, max(arrived_at) OVER (
          ORDER BY counted_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest_served
        FROM pickup_record WHERE store_id = $1 AND outcome = 'handed_over' AND left_open_at IS NULL) AS served
  WHERE record.store_id = $1 AND record.order_id = served.order_id AND served.latest_served > served.arrived_at
    AND NOT record.overtaken`;

@Injectable()
export class PickupHistoryRepository {
  constructor(private readonly db: DataSource) {}

  /** How many pickups of a store are recorded, by the day of its own clock (`YYYY-MM-DD`). */
  async countByDay(storeId: string): Promise<Map<string, number>> {
    const days = await this.db.query<{ day: string; n: number }[]>(
      `SELECT local_day::text AS day, count(*)::integer AS n FROM pickup_record WHERE store_id = $1 GROUP BY 1`,
      [storeId],
    );
    return new Map(days.map(({ day, n }) => [day, n]));
  }

  /** The lead of a store, in seconds; undefined when there is no such store. */
  async leadOf(storeId: string): Promise<number | undefined> {
    const [store] = await this.db.query<{ lead_s: number }[]>('SELECT lead_s FROM store WHERE id = $1', [
      storeId,
    ]);
    return store?.lead_s;
  }

  /** Inserts rows, which all have the same columns; those that are there already stay as they are. */
  async insert(rows: readonly Record<string, unknown>[]): Promise<void> {
    const columns = Object.keys(rows[0] ?? {});
    await inTransaction(this.db, (manager) =>
      manager.query(
        `INSERT INTO pickup_record (${columns.join(', ')}, overtaken, local_day, arrival_hour)
         SELECT ${columns.map((name) => `past.${name}`).join(', ')}, false,
           (past.counted_at AT TIME ZONE time_zone)::date, hour_of_week(past.arrived_at AT TIME ZONE time_zone)
         FROM jsonb_populate_recordset(NULL::pickup_record, $1::jsonb) AS past JOIN store ON store.id = past.store_id
         ON CONFLICT (store_id, order_id) DO NOTHING`,
        [JSON.stringify(rows)],
      ),
    );
  }

  /** Marks who was overtaken, of all pickups of a store. */
  async markOvertaken(storeId: string): Promise<void> {
    // ANALYZE first: with stale statistics the next statement takes a hundred times longer.
    await this.db.query('ANALYZE pickup_record');
    await inTransaction(this.db, (manager) => manager.query(FIND_OVERTAKEN, [storeId]));
  }
}
