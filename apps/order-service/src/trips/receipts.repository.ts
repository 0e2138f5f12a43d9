/**
 * The privacy receipt: how many positions came, when sharing stopped, when they were erased. The
 * view is the contract of geofence-service, which owns the table behind it.
 */
import { Injectable } from '@nestjs/common';
import type { CustomerView } from '@curbline/contracts/http';
import { isoOrNull } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { StoredTrip } from '../pickups/trip.entity.js';

@Injectable()
export class ReceiptsRepository {
  /** Null for a trip that never shared its position, or whose sharing is still on. */
  async read(
    manager: EntityManager,
    { storeId, id, trip, sharingStoppedAt }: StoredTrip,
  ): Promise<CustomerView['receipt']> {
    if (trip.sharing === 'none' || trip.sharing === 'declined') return null;
    const [found] = await manager.query<{ present: boolean }[]>(
      `SELECT to_regclass('trip_receipt_view') IS NOT NULL AS present`,
    );
    // Where the services run apart, order-service may start on a database before the other has migrated.
    const rows = found?.present
      ? await manager.query<{ fixes_received: number; erased_at: Date | null }[]>(
          'SELECT fixes_received, erased_at FROM trip_receipt_view WHERE store_id = $1 AND trip_id = $2',
          [storeId, id],
        )
      : [];
    return {
      fixesReceived: Number(rows[0]?.fixes_received ?? 0),
      sharingStoppedAt: isoOrNull(sharingStoppedAt),
      erasedAt: isoOrNull(rows[0]?.erased_at?.getTime() ?? null),
    };
  }
}
