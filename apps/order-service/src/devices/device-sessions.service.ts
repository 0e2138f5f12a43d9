/** Reads what an enrolled screen shows about itself: its store, who may sign in on it, and who is signed in. */
import { Injectable } from '@nestjs/common';
import type { DevicePrincipal } from '@curbline/access';
import type { DeviceSession } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { StaffRepository } from '../staff/staff.repository.js';
import { StoreEntity } from '../stores/store.entity.js';

@Injectable()
export class DeviceSessionsService {
  constructor(
    private readonly db: DataSource,
    private readonly staff: StaffRepository,
  ) {}

  /** @throws ProblemException `store-unknown` when the store is gone. */
  async read(device: DevicePrincipal, signedIn: DeviceSession['signedIn']): Promise<DeviceSession> {
    const { storeId, deviceId, name, deviceKind } = device;
    const { manager } = this.db;
    const store = await manager.findOne(StoreEntity, {
      select: { id: true, name: true, languages: true, timeZone: true },
      where: { id: storeId },
    });
    if (!store) throw problem('store-unknown');
    // Nobody signs in on a wall, so it does not show who could.
    const people = deviceKind === 'wall' ? [] : await this.staff.withPin(manager, storeId);
    return {
      device: { id: deviceId, name, kind: deviceKind },
      store: { id: store.id, name: store.name, languages: store.languages, timeZone: store.timeZone },
      people,
      signedIn,
    };
  }
}
