import { Injectable } from '@nestjs/common';
import type { SetUpStep } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';

/** What the steps of a set-up are read off. */
export type SetUpRow = Readonly<Record<SetUpStep, boolean>> & { readonly skipped: readonly SetUpStep[] };

@Injectable()
export class SetUpRepository {
  /** Undefined when there is no such store. */
  async read(manager: EntityManager, storeId: string): Promise<SetUpRow | undefined> {
    const rows = await manager.query<SetUpRow[]>(
      `SELECT set_up_skipped AS skipped,
         jsonb_path_exists(hours, '$[*][*]') AS hours,
         EXISTS (SELECT 1 FROM bay WHERE bay.store_id = store.id) AS place,
         EXISTS (SELECT 1 FROM staff WHERE staff.store_id = store.id AND staff.disabled_at IS NULL
           AND staff.pin_hash IS NOT NULL) AS people,
         EXISTS (SELECT 1 FROM device WHERE device.store_id = store.id AND device.revoked_at IS NULL) AS screens,
         EXISTS (SELECT 1 FROM pickup_order WHERE pickup_order.store_id = store.id)
           OR EXISTS (SELECT 1 FROM pickup_record WHERE pickup_record.store_id = store.id) AS "order"
       FROM store WHERE id = $1`,
      [storeId],
    );
    return rows[0];
  }

  async skip(manager: EntityManager, storeId: string, step: SetUpStep, skipped: boolean): Promise<void> {
    await manager.query(
      `UPDATE store SET set_up_skipped = array_remove(set_up_skipped, $2)
         || CASE WHEN $3::boolean THEN ARRAY[$2] ELSE '{}'::text[] END
       WHERE id = $1`,
      [storeId, step, skipped],
    );
  }
}
