import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { ManagerSession, OwnSession } from '@curbline/contracts/http';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager, In } from 'typeorm';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { StoreEntity } from '../stores/store.entity.js';
import { ManagerSessionsRepository } from './manager-sessions.repository.js';

/** Past this many stores a page needs a search, not a list. */
const MOST_STORES = 500;

/** Who is signed in as a manager, and their own sessions, which they list and end. */
@Injectable()
export class ManagerSessionsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly managerSessions: ManagerSessionsRepository,
  ) {}

  /** The person, and the stores they may look at. */
  async read(
    manager: Pick<ManagerPrincipal, 'staffId' | 'name' | 'role' | 'storeIds'>,
  ): Promise<ManagerSession> {
    const { staffId, name, role, storeIds } = manager;
    const stores = await this.db.manager.find(StoreEntity, {
      select: { id: true, name: true },
      ...(storeIds !== null && { where: { id: In(storeIds) } }),
      order: { name: 'ASC', id: 'ASC' },
      take: MOST_STORES + 1,
    });
    return {
      staffId,
      name,
      role,
      stores: stores.slice(0, MOST_STORES).map((store) => ({ id: store.id, name: store.name })),
      ...(stores.length > MOST_STORES && { moreStores: true }),
    };
  }

  /** The manager's own sessions that still work. */
  list({ staffId, session }: ManagerPrincipal): Promise<OwnSession[]> {
    return this.managerSessions.list(this.db.manager, staffId, session, this.clock.now());
  }

  async end(by: ManagerPrincipal, id: string): Promise<void> {
    await this.change(by, (manager) =>
      this.managerSessions.endOwn(manager, by.staffId, id, this.clock.now()),
    );
    this.sessionsOfAll.forget();
  }

  async endOthers(by: ManagerPrincipal): Promise<void> {
    const own = Buffer.from(by.session, 'base64url');
    await this.change(by, (manager) =>
      this.managerSessions.endAll(manager, by.staffId, this.clock.now(), own),
    );
    this.sessionsOfAll.forget();
  }

  private async change(by: ManagerPrincipal, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.idempotency.inTransaction(this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      await work(manager);
      return null;
    });
  }
}
