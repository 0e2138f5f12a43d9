/**
 * The findings about stores' outlines, for alerts. Where cars were parked changes by a few spots a day and weighing an
 * outline against them takes some milliseconds, so findings are kept for a while, until the store itself changes. The view
 * is the contract of geofence-service, which owns the table behind it.
 */
import { Injectable } from '@nestjs/common';
import { fenceHealth, parseParkingHeatMap, type FenceFinding } from '@curbline/domain/fence';
import { Clock } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { StoreEntity } from '../stores/store.entity.js';

const KEPT_MS = 10 * 60_000;

interface Kept {
  readonly version: number;
  readonly until: number;
  readonly findings: readonly FenceFinding[];
}

type Outlined = Pick<StoreEntity, 'id' | 'version' | 'premises' | 'entrance'>;

@Injectable()
export class FenceFindingsService {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  /** @returns by store; empty where nobody has parked yet. */
  async read(
    manager: EntityManager,
    stores: readonly Outlined[],
  ): Promise<ReadonlyMap<string, readonly FenceFinding[]>> {
    const now = this.clock.now();
    const isOld = ({ id, version }: Outlined): boolean => {
      const kept = this.kept.get(id);
      return kept?.version !== version || kept.until <= now;
    };
    const old = stores.filter(isOld);
    const maps = await heatMaps(
      manager,
      old.map(({ id }) => id),
    );
    for (const store of old) {
      const map = parseParkingHeatMap(maps.get(store.id));
      const outline = { premises: store.premises.coordinates, entrance: store.entrance.coordinates };
      const findings = map ? fenceHealth(map, outline).findings : [];
      this.kept.set(store.id, { version: store.version, until: now + KEPT_MS, findings });
    }
    return new Map(stores.map(({ id }) => [id, this.kept.get(id)?.findings ?? []]));
  }
}

async function heatMaps(
  manager: EntityManager,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  if (storeIds.length === 0) return new Map();
  // Where the services run apart, order-service may start on a database before the other has migrated.
  const [found] = await manager.query<{ present: boolean }[]>(
    `SELECT to_regclass('parking_heat_map_view') IS NOT NULL AS present`,
  );
  if (!found?.present) return new Map();
  const rows = await manager.query<{ store_id: string; grid: unknown }[]>(
    'SELECT store_id, grid FROM parking_heat_map_view WHERE store_id = ANY($1)',
    [storeIds],
  );
  return new Map(rows.map(({ store_id, grid }) => [store_id, grid]));
}
