/** Which stores people reach besides their own: given one by one, or by region. */
import { Injectable } from '@nestjs/common';
import type { StaffView } from '@curbline/contracts/http';
import { type EntityManager, In, Raw } from 'typeorm';
import { StoreEntity } from '../stores/store.entity.js';
import { StaffRegionEntity, StaffStoreEntity } from './reach.entity.js';

export type ShownReach = Pick<StaffView, 'home' | 'stores' | 'regions'>;

interface ShownStore {
  readonly staff_id: string;
  readonly id: string;
  readonly name: string;
  readonly is_home: boolean;
}

const STORES_OF = `
  SELECT given.staff_id, store.id, store.name, given.is_home
  FROM (
    SELECT id AS staff_id, store_id, true AS is_home FROM staff WHERE id = ANY($1::uuid[])
    UNION ALL
    SELECT staff_id, store_id, false FROM staff_store WHERE staff_id = ANY($1::uuid[])
  ) AS given
  JOIN store ON store.id = given.store_id
  ORDER BY store.name, store.id`;

/** What somebody was given besides their own store, sorted: the ids of stores, and regions. */
export interface Reach {
  readonly stores: readonly string[];
  readonly regions: readonly string[];
}

/** The id of anybody who reaches the store. */
export const idAtStore = (storeId: string) =>
  Raw((id) => `${id} IN (SELECT staff_id FROM staff_reach_view WHERE store_id = :at)`, { at: storeId });

/** The id of this person, if they reach the store. */
export const thisIdAtStore = (storeId: string, staffId: string) =>
  Raw(
    (id) =>
      `${id} = :who AND EXISTS (SELECT 1 FROM staff_reach_view WHERE staff_id = :who AND store_id = :at)`,
    { who: staffId, at: storeId },
  );

@Injectable()
export class ReachRepository {
  async read(manager: EntityManager, staffId: string): Promise<Reach> {
    const [stores, regions] = await Promise.all([
      manager.findBy(StaffStoreEntity, { staffId }),
      manager.findBy(StaffRegionEntity, { staffId }),
    ]);
    return {
      stores: stores.map(({ storeId }) => storeId).toSorted(),
      regions: regions.map(({ region }) => region).toSorted(),
    };
  }

  /** Puts another reach in the place of the one that somebody has. The person's row is held by the caller. */
  async replace(manager: EntityManager, staffId: string, { stores, regions }: Reach): Promise<void> {
    await manager.delete(StaffStoreEntity, { staffId });
    await manager.delete(StaffRegionEntity, { staffId });
    if (stores.length > 0)
      await manager.insert(
        StaffStoreEntity,
        stores.map((storeId) => ({ staffId, storeId })),
      );
    if (regions.length > 0)
      await manager.insert(
        StaffRegionEntity,
        regions.map((region) => ({ staffId, region })),
      );
  }

  /** Those of the stores that there are. */
  async existingStores(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await manager.find(StoreEntity, { select: { id: true }, where: { id: In(ids) } });
    return new Set(found.map(({ id }) => id));
  }

  /** Those of the regions that a store belongs to. */
  async existingRegions(manager: EntityManager, regions: readonly string[]): Promise<Set<string>> {
    const found = await manager.query<{ region: string }[]>(
      'SELECT DISTINCT region FROM store WHERE region = ANY($1)',
      [regions],
    );
    return new Set(found.map(({ region }) => region));
  }

  /** What several people reach, as it is shown, by their ids. */
  async shown(manager: EntityManager, ids: readonly string[]): Promise<(id: string) => ShownReach> {
    const [stores, regions] = await Promise.all([
      manager.query<ShownStore[]>(STORES_OF, [ids]),
      manager.find(StaffRegionEntity, { where: { staffId: In(ids) }, order: { region: 'ASC' } }),
    ]);
    const storesOf = Map.groupBy(stores, ({ staff_id: staffId }) => staffId);
    const regionsOf = Map.groupBy(regions, ({ staffId }) => staffId);
    return (staffId) => {
      const [home = [], others = []] = [true, false].map((isHome) =>
        (storesOf.get(staffId) ?? [])
          .filter(({ is_home: ofHome }) => ofHome === isHome)
          .map(({ id, name }) => ({ id, name })),
      );
      return {
        home: home[0] ?? null,
        stores: others,
        regions: (regionsOf.get(staffId) ?? []).map(({ region }) => region),
      };
    };
  }
}
