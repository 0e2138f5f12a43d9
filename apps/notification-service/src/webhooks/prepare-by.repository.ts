import { Injectable } from '@nestjs/common';
import { PREPARE_BY_MOVED_MS } from '@curbline/domain/webhooks';
import { DataSource, type EntityManager } from 'typeorm';

/** What was said of each order, so that several copies of the service, and one that starts again, say it once. */
@Injectable()
export class PrepareByRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param prepareBy Unix ms
   * @returns how often it was said, this time included; undefined when what was said before still holds
   */
  async say(
    manager: EntityManager,
    storeId: string,
    orderId: string,
    prepareBy: number,
  ): Promise<number | undefined> {
    const [row] = await manager.query<{ times: number }[]>(
      `INSERT INTO webhook_prepare_by AS said (store_id, order_id, prepare_by, times) VALUES ($1, $2, $3, 1)
       ON CONFLICT (store_id, order_id) DO UPDATE SET prepare_by = excluded.prepare_by, times = said.times + 1
       WHERE abs(extract(epoch FROM excluded.prepare_by - said.prepare_by)) * 1000 > $4
       RETURNING times`,
      [storeId, orderId, new Date(prepareBy), PREPARE_BY_MOVED_MS],
    );
    return row?.times;
  }

  /** @param before Unix ms */
  async removeOlder(before: number): Promise<void> {
    await this.dataSource.query('DELETE FROM webhook_prepare_by WHERE prepare_by < $1', [new Date(before)]);
  }
}
