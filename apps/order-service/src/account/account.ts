/** The use cases of a manager's own account, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { AccountNotice, OwnSession } from '@curbline/contracts/http';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CHAIN } from '../idempotency/answers.js';
import { inTransactionOnce } from '../idempotency/once.js';
import { noteSeen, noticesOf } from './notices.js';
import { endManagerSessions, endOwnSession, listOwnSessions } from './own-sessions.js';

@Injectable()
export class Account {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
  ) {}

  notices({ staffId }: ManagerPrincipal): Promise<AccountNotice[]> {
    return noticesOf(this.db.manager, staffId);
  }

  noteSeen(by: ManagerPrincipal, ids: readonly string[]): Promise<void> {
    return this.change(by, (manager) => noteSeen(manager, by.staffId, ids, this.clock.now()));
  }

  sessions({ staffId, session }: ManagerPrincipal): Promise<OwnSession[]> {
    return listOwnSessions(this.db.manager, staffId, session, this.clock.now());
  }

  async endSession(by: ManagerPrincipal, id: string): Promise<void> {
    await this.change(by, (manager) => endOwnSession(manager, by.staffId, id, this.clock.now()));
    this.sessionsOfAll.forget();
  }

  async endOtherSessions(by: ManagerPrincipal): Promise<void> {
    const own = Buffer.from(by.session, 'base64url');
    await this.change(by, (manager) => endManagerSessions(manager, by.staffId, this.clock.now(), own));
    this.sessionsOfAll.forget();
  }

  private async change(by: ManagerPrincipal, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await inTransactionOnce(this.db, this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      await work(manager);
      return null;
    });
  }
}
