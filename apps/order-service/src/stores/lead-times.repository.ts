/** What the automatic lead is worked out from. */
import { Injectable } from '@nestjs/common';
import type { WalkOuts } from '@curbline/domain/learning';
import { DataSource } from 'typeorm';
import { StoreEntity } from './store.entity.js';

const WALK_OUTS = `
  SELECT count(*)::integer AS count, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median_s
  FROM (
    SELECT extract(epoch FROM handed_over_at - claimed_at)::double precision AS seconds
    FROM (
      SELECT (payload #>> '{card,order,handedOverAt}')::timestamptz AS handed_over_at,
             (payload #>> '{card,order,claimedAt}')::timestamptz AS claimed_at,
             (payload #>> '{card,arrival,occurredAt}')::timestamptz AS arrived_at
      FROM store_event
      WHERE store_id = $1 AND type = 'order_handed_over' AND recorded_at >= $2) AS handed_over
    WHERE claimed_at >= arrived_at) AS walked
  WHERE seconds BETWEEN 5 AND 1800`;

@Injectable()
export class LeadTimesRepository {
  constructor(private readonly db: DataSource) {}

  /** The ids of the stores whose lead follows what was measured. */
  async followingStores(): Promise<string[]> {
    const stores = await this.db
      .getRepository(StoreEntity)
      .find({ select: { id: true }, where: { leadFollows: true } });
    return stores.map(({ id }) => id);
  }

  /**
   * From the claim to the hand-over, of those who were called when the car stood there already.
   * @returns the median in seconds, `NaN` when nobody was
   */
  async walkOuts(storeId: string, since: Date): Promise<WalkOuts> {
    const [found] = await this.db.query<{ count: number; median_s: number | null }[]>(WALK_OUTS, [
      storeId,
      since,
    ]);
    return { count: found?.count ?? 0, medianS: found?.median_s ?? Number.NaN };
  }
}
