/** The use cases of a store's people and devices, each in one transaction; what ends, ends at once here. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { DeviceView, EnrolCodeView, NewStaff, StaffView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { createEnrolCode, listDevices, revokeDevice } from './devices.js';
import { createStaff, disableStaff, listStaff } from './people.js';

@Injectable()
export class Team {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  devices(storeId: string): Promise<DeviceView[]> {
    return listDevices(this.db.manager, storeId);
  }

  /** @throws ProblemException `store-unknown` */
  newEnrolCode(storeId: string, kind: DeviceKind): Promise<EnrolCodeView> {
    return inTransaction(this.db, async (manager) => {
      await requireStore(manager, storeId);
      return createEnrolCode(manager, storeId, kind, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found` */
  async revokeDevice(storeId: string, deviceId: string): Promise<DeviceView> {
    const now = this.clock.now();
    const device = await inTransaction(this.db, (manager) => revokeDevice(manager, storeId, deviceId, now));
    this.sessions.forget();
    if (!device) throw problem('not-found');
    return device;
  }

  staff(storeId: string): Promise<StaffView[]> {
    return listStaff(this.db.manager, storeId);
  }

  /** @throws ProblemException `not-allowed` when a store's manager makes an admin, `store-unknown`, … */
  async add(by: ManagerPrincipal, storeId: string, person: NewStaff): Promise<StaffView> {
    if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    return inTransaction(this.db, async (manager) => {
      await requireStore(manager, storeId);
      return createStaff(manager, storeId, person, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found` */
  async disable(storeId: string, staffId: string): Promise<StaffView> {
    const now = this.clock.now();
    const person = await inTransaction(this.db, (manager) => disableStaff(manager, storeId, staffId, now));
    this.sessions.forget();
    if (!person) throw problem('not-found');
    return person;
  }
}

async function requireStore(manager: EntityManager, storeId: string): Promise<void> {
  const found = await manager.query<unknown[]>('SELECT 1 FROM store WHERE id = $1', [storeId]);
  if (found.length === 0) throw problem('store-unknown');
}
