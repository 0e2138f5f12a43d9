/** A manager's notices and password, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { AccountNotice, ChangePassword } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { ownSecretSubject, SignInAttemptsService } from './sign-in-attempts.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { NoticesRepository } from '../notices/notices.repository.js';
import { CredentialsService } from '../staff/credentials.service.js';

@Injectable()
export class AccountService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
    private readonly attempts: SignInAttemptsService,
    private readonly idempotency: IdempotencyService,
    private readonly noticesOfAll: NoticesRepository,
    private readonly credentials: CredentialsService,
    private readonly audit: AuditService,
  ) {}

  notices({ staffId }: ManagerPrincipal): Promise<AccountNotice[]> {
    return this.noticesOfAll.list(this.db.manager, staffId);
  }

  noteSeen(by: ManagerPrincipal, ids: readonly string[]): Promise<void> {
    return this.change(by, (manager) =>
      this.noticesOfAll.markSeen(manager, by.staffId, ids, this.clock.now()),
    );
  }

  /**
   * Whoever stole a session must not be able to try passwords: wrong ones are counted as at the sign-in, but for this
   * session alone, so that the owner can still change the password from another one.
   * @throws ProblemException `wrong-credentials`, `invalid-input`, `too-many-requests`, `locked`.
   */
  async changeOwnPassword(by: ManagerPrincipal, wanted: ChangePassword): Promise<void> {
    const subject = ownSecretSubject(by);
    await this.attempts.begin({ subject });
    const now = this.clock.now();
    const session = Buffer.from(by.session, 'base64url');
    await this.idempotency.inTransaction(now, by.storeId ?? CHAIN, async (manager) => {
      if (!(await this.credentials.changeOwnPassword(manager, by, wanted, session, now)))
        throw problem('wrong-credentials');
      const note = { storeId: by.storeId, by, action: 'own_password_changed', subject: by.name } as const;
      await this.audit.note(manager, note, now);
      return null;
    });
    await this.attempts.succeeded(subject);
    this.sessionsOfAll.forget();
  }

  private async change(by: ManagerPrincipal, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.idempotency.inTransaction(this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      await work(manager);
      return null;
    });
  }
}
