import { Injectable } from '@nestjs/common';
import type { PromisedWait } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';

/** What a store promises where nothing else is known of it: the usual five minutes. */
const USUAL_PROMISE_MS = 300_000;

/** Reads how long a store's customers should wait, by views of order-service. */
@Injectable()
export class PromisedWaitsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The promise is known from the store's first pickup on. */
  async find(storeId: string): Promise<PromisedWait> {
    const [row] = await this.dataSource.query<{ lead_s: number; promise_ms: number | null }[]>(
      `SELECT store.lead_s,
         (SELECT promise_ms FROM pickup_report_view AS report WHERE report.store_id = store.store_id LIMIT 1) AS promise_ms
       FROM webhook_store_view AS store WHERE store.store_id = $1`,
      [storeId],
    );
    return { leadMs: (row?.lead_s ?? 0) * 1000, promiseMs: row?.promise_ms ?? USUAL_PROMISE_MS };
  }
}
