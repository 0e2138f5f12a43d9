/** Keeps the lead of the stores that want it so at how long their people take to walk out. */
import { Injectable } from '@nestjs/common';
import { automaticLeadTime, type WalkOuts } from '@curbline/domain/learning';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { StoresService } from './stores.service.js';

/** What people took longer ago says nothing about today's. */
const LOOK_BACK_MS = 14 * 24 * 3_600_000;

@Injectable()
export class LeadTimesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly stores: StoresService,
  ) {}

  /** One step for each store whose lead follows; called now and then. */
  async follow(): Promise<void> {
    const rows: { id: string }[] = await this.dataSource.query('SELECT id FROM store WHERE lead_follows');
    for (const { id } of rows) {
      const walkOuts = await this.walkOuts(id);
      await this.stores.changeLead(id, (leadS) => automaticLeadTime(leadS, walkOuts));
    }
  }

  /** From the claim to the hand-over, of those who were called when the car stood there already. */
  private async walkOuts(storeId: string): Promise<WalkOuts> {
    const since = new Date(this.clock.now() - LOOK_BACK_MS);
    const rows: { count: number; median_s: number | null }[] = await this.dataSource.query(WALK_OUTS, [
      storeId,
      since,
    ]);
    return { count: rows[0]?.count ?? 0, medianS: rows[0]?.median_s ?? Number.NaN };
  }
}

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
