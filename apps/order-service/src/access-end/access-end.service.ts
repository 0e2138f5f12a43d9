/** Ends everything that opens some stores: their people, keys, devices, codes, sessions and links. */
import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, In, IsNull, Not } from 'typeorm';
import { ManagerSessionEntity } from '../sessions/manager-session.entity.js';
import { StaffEntity } from '../staff/staff.entity.js';
import { StaffSessionEntity } from '../sessions/staff-session.entity.js';
import { TripLinkEntity } from '../pickups/trip-link.entity.js';
import { ShopKeyEntity } from '../shop-keys/shop-key.entity.js';
import { DeviceEntity } from '../devices/device.entity.js';
import { EnrolCodeEntity } from '../devices/enrol-code.entity.js';

export interface AccessToEnd {
  readonly storeIds: readonly string[];
  /** The shop whose API keys are revoked. */
  readonly shopId: string;
  /** The admins who are disabled as well. */
  readonly admins: FindOptionsWhere<StaffEntity>;
}

/** How many of each were ended. */
export type AccessEnded = Readonly<
  Record<
    | 'people'
    | 'admins'
    | 'API keys'
    | 'devices'
    | 'enrollment codes'
    | 'sessions of staff'
    | 'sessions of managers'
    | 'customers’ links',
    number
  >
>;

@Injectable()
export class AccessEndService {
  /** @param now Unix ms. A second time ends nothing more. */
  async end(
    manager: EntityManager,
    { storeIds, shopId, admins }: AccessToEnd,
    now: number,
  ): Promise<AccessEnded> {
    const at = new Date(now);
    const ofStores = { storeId: In(storeIds) };
    const countOf = async (update: Promise<{ affected?: number | null }>): Promise<number> =>
      (await update).affected ?? 0;
    const disable = (who: FindOptionsWhere<StaffEntity>): Promise<number> =>
      countOf(manager.update(StaffEntity, { ...who, disabledAt: IsNull() }, { disabledAt: at }));
    const open = { endedAt: IsNull() };
    const inForce = { revokedAt: IsNull() };
    return {
      people: await disable(ofStores),
      admins: await disable({ ...admins, storeId: IsNull(), role: 'admin' }),
      'API keys': await countOf(manager.update(ShopKeyEntity, { ...inForce, shopId }, { revokedAt: at })),
      devices: await countOf(manager.update(DeviceEntity, { ...inForce, ...ofStores }, { revokedAt: at })),
      'enrollment codes': await countOf(
        manager.update(EnrolCodeEntity, { ...ofStores, usedAt: IsNull() }, { usedAt: at }),
      ),
      'sessions of staff': await countOf(
        manager.update(StaffSessionEntity, { ...open, ...ofStores }, { endedAt: at }),
      ),
      'sessions of managers': await countOf(
        manager.update(
          ManagerSessionEntity,
          { ...open, staffId: In(await disabledManagers(manager)) },
          { endedAt: at },
        ),
      ),
      'customers’ links': await countOf(
        manager.update(TripLinkEntity, { ...inForce, ...ofStores }, { revokedAt: at }),
      ),
    };
  }
}

async function disabledManagers(manager: EntityManager): Promise<string[]> {
  const disabled = await manager.find(StaffEntity, {
    select: { id: true },
    where: { disabledAt: Not(IsNull()), role: Not('staff') },
  });
  return disabled.map(({ id }) => id);
}
