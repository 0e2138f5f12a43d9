/** What belongs to a store and its people, for the rules of new secrets. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Surroundings } from './guessable.js';

@Injectable()
export class SurroundingsRepository {
  /**
   * @param storeId null for who manages all stores: then nothing is known but `more`.
   * @param more the login and the name of whose secret it is.
   */
  async read(
    manager: EntityManager,
    storeId: string | null,
    ...more: readonly (string | null | undefined)[]
  ): Promise<Surroundings> {
    const own = more.filter((word) => typeof word === 'string');
    if (storeId === null) return { words: own, numbers: [] };
    const [store] = await manager.query<{ name: string; address: string; phone: string }[]>(
      'SELECT name, address, phone FROM store WHERE id = $1',
      [storeId],
    );
    const people = await manager.query<{ name: string }[]>(
      'SELECT name FROM staff WHERE store_id = $1 AND disabled_at IS NULL LIMIT 200',
      [storeId],
    );
    return {
      words: [...own, storeId, store?.name ?? '', store?.address ?? '', ...people.map(({ name }) => name)],
      numbers: [store?.phone ?? '', ...(store?.address.match(/\d{5,}/g) ?? [])],
    };
  }
}
