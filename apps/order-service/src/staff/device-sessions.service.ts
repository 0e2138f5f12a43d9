/** What an enrolled screen is told of itself: its store, who may sign in on it, who is signed in. */
import { Injectable } from '@nestjs/common';
import type { DevicePrincipal } from '@curbline/access';
import type { DeviceSession } from '@curbline/contracts/http';
import type { Language } from '@curbline/contracts/ids';
import { problem } from '@curbline/platform';
import { DataSource } from 'typeorm';

interface StoreRow {
  id: string;
  name: string;
  languages: Language[];
  time_zone: string;
}

@Injectable()
export class DeviceSessionsService {
  constructor(private readonly db: DataSource) {}

  /** @throws ProblemException `store-unknown` when the store is gone. */
  async read(device: DevicePrincipal, signedIn: DeviceSession['signedIn']): Promise<DeviceSession> {
    const { storeId, deviceId, name, deviceKind } = device;
    const [store] = await this.db.query<StoreRow[]>(
      'SELECT id, name, languages, time_zone FROM store WHERE id = $1',
      [storeId],
    );
    if (!store) throw problem('store-unknown');
    // Nobody signs in on a wall, so it does not show who could.
    const people =
      deviceKind === 'wall'
        ? []
        : await this.db.query<{ id: string; name: string }[]>(
            `SELECT id, name FROM staff WHERE (store_id = $1 OR store_id IS NULL)
               AND disabled_at IS NULL AND pin_hash IS NOT NULL ORDER BY name, id`,
            [storeId],
          );
    return {
      device: { id: deviceId, name, kind: deviceKind },
      store: { id: store.id, name: store.name, languages: store.languages, timeZone: store.time_zone },
      people: people.map((person) => ({ id: person.id, name: person.name })),
      signedIn,
    };
  }
}
