import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { ManagerSession } from '@curbline/contracts/http';
import { DataSource } from 'typeorm';
import { StoreEntity } from '../stores/store.entity.js';

/** Past this many stores a page needs a search, not a list. */
const MOST_STORES = 500;

@Injectable()
export class ManagerSessionsService {
  constructor(private readonly db: DataSource) {}

  /** The person, and the stores they may look at. */
  async read(
    manager: Pick<ManagerPrincipal, 'staffId' | 'name' | 'role' | 'storeId'>,
  ): Promise<ManagerSession> {
    const { staffId, name, role, storeId } = manager;
    const stores = await this.db.manager.find(StoreEntity, {
      select: { id: true, name: true },
      ...(storeId !== null && { where: { id: storeId } }),
      order: { name: 'ASC', id: 'ASC' },
      take: MOST_STORES,
    });
    return { staffId, name, role, stores: stores.map((store) => ({ id: store.id, name: store.name })) };
  }
}
