/** A signed-in manager proves once more who they are, before what could take an account or a store over. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions, verifySecret } from '@curbline/access';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import type { PasskeyAssertion } from '@curbline/contracts/http';
import { ownSecretSubject, SignInAttemptsService } from './sign-in-attempts.service.js';
import { PasskeysService } from './passkeys.service.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';

@Injectable()
export class ReauthenticationService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly attempts: SignInAttemptsService,
    private readonly sessions: Sessions,
    private readonly passkeys: PasskeysService,
    private readonly staff: StaffRepository,
    private readonly managerSessions: ManagerSessionsRepository,
  ) {}

  /**
   * @throws ProblemException `wrong-credentials`; `too-many-requests` and `locked` after misses, counted at
   *   this session: a stolen one is no way to try passwords.
   */
  async withPassword(manager: ManagerPrincipal, password: string): Promise<void> {
    const subject = ownSecretSubject(manager);
    await this.attempts.begin({ subject });
    const person = await this.staff.find(this.db.manager, { id: manager.staffId });
    if (!(await verifySecret(person?.passwordHash, password))) throw problem('wrong-credentials');
    await this.attempts.succeeded(subject);
    await this.confirm(manager);
  }

  /** @throws ProblemException `passkey-refused` */
  async withPasskey(manager: ManagerPrincipal, assertion: PasskeyAssertion): Promise<void> {
    await this.passkeys.verify(assertion, 'reauthenticate', manager.session, manager.staffId);
    await this.confirm(manager);
  }

  private async confirm({ session }: ManagerPrincipal): Promise<void> {
    const hash = Buffer.from(session, 'base64url');
    await this.managerSessions.confirm(this.db.manager, hash, this.clock.now());
    this.sessions.forget();
  }
}
