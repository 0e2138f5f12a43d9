import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { ManagerSession } from '@curbline/contracts/http';
import { DataSource } from 'typeorm';

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
    const stores = await this.db.query<{ id: string; name: string }[]>(
      `SELECT id, name FROM store WHERE $1::text IS NULL OR id = $1 ORDER BY name, id LIMIT ${MOST_STORES}`,
      [storeId],
    );
    return { staffId, name, role, stores: stores.map((store) => ({ id: store.id, name: store.name })) };
  }
}
