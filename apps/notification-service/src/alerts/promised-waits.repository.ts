import { Injectable } from '@nestjs/common';
import type { PromisedWait } from '@curbline/domain/notify';
import { DataSource } from 'typeorm';

/** Reads how long a store's customers should wait, by a view of order-service. */
@Injectable()
export class PromisedWaitsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Undefined when there is no such store. */
  async find(storeId: string): Promise<PromisedWait | undefined> {
    const [row] = await this.dataSource.query<{ lead_s: number; goal_s: number; promise_s: number }[]>(
      'SELECT lead_s, goal_s, promise_s FROM promised_wait_view WHERE store_id = $1',
      [storeId],
    );
    return row && { leadMs: row.lead_s * 1000, goalMs: row.goal_s * 1000, promiseMs: row.promise_s * 1000 };
  }
}
