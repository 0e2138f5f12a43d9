/** Short codes that no other order of the store bears. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newShortCode } from './codes.js';

/** A bag handed over a while ago may be recalled, or still be talked of: its name stays taken. */
const REST_MS = 2 * 3_600_000;
/** A bag that was given up may still be asked for. */
const GIVEN_UP_REST_MS = 60 * 24 * 3_600_000;
const CANDIDATES = 12;

@Injectable()
export class ShortCodesRepository {
  /**
   * A short code that no open or lately closed order of the store bears. Two orders placed in the same instant could
   * draw the same: the unique index of the table refuses the second, which draws again.
   * @param now Unix ms
   */
  async free(manager: EntityManager, storeId: string, now: number): Promise<string> {
    for (const digits of [3, 3, 5]) {
      const candidates = Array.from({ length: CANDIDATES }, () => newShortCode(digits));
      const [free] = await manager.query<{ code: string }[]>(
        `SELECT code FROM unnest($2::text[]) AS code
         WHERE NOT EXISTS (
           SELECT 1 FROM pickup_order
           WHERE store_id = $1 AND short_code = code
             AND (state IN ('placed', 'preparing', 'ready') OR handed_over_at > $3
                  OR (state = 'not_collected' AND created_at > $4)))
         LIMIT 1`,
        [storeId, candidates, new Date(now - REST_MS), new Date(now - GIVEN_UP_REST_MS)],
      );
      if (free) return free.code;
    }
    throw new Error('no short code is free: the store has hundreds of thousands of open orders');
  }

  /** The order's own code, or a new one if another open order bears it by now. @param now Unix ms */
  async onReturn(manager: EntityManager, storeId: string, own: string, now: number): Promise<string> {
    const taken = await manager.query<unknown[]>(
      `SELECT 1 FROM pickup_order
       WHERE store_id = $1 AND short_code = $2 AND state IN ('placed', 'preparing', 'ready')`,
      [storeId, own],
    );
    return taken.length === 0 ? own : this.free(manager, storeId, now);
  }
}
