/**
 * The steps of signing in as a manager: a password, then a second factor where the person has one; or a passkey
 * alone, which is both. Each step that opens more gives a session with a secret of its own.
 */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { PasskeyAssertion, SecondFactor, SignInAnswer } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, problem, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ManagerSessionsService } from '../sessions/manager-sessions.service.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { PasskeysService } from './passkeys.service.js';
import { factorSubject } from './second-factors.service.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { TotpRepository } from './totp.repository.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { NoticesRepository } from '../notices/notices.repository.js';
import { type CameFrom, ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';

@Injectable()
export class SignInStepsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly managerSessions: ManagerSessionsService,
    private readonly passkeys: PasskeysService,
    private readonly attempts: SignInAttemptsService,
    private readonly box: SecretBox,
    private readonly staff: StaffRepository,
    private readonly totp: TotpRepository,
    private readonly recoveryCodes: RecoveryCodesRepository,
    private readonly secondFactors: SecondFactorsRepository,
    private readonly notices: NoticesRepository,
    private readonly sessionsOfManagers: ManagerSessionsRepository,
  ) {}

  /** How far a sign-in has come. @param token the session's secret. */
  async answer(token: string): Promise<SignInAnswer> {
    const manager = await this.sessions.managerByToken(token);
    if (!manager) throw problem('not-signed-in');
    return this.answerOf(manager);
  }

  async answerOf(manager: ManagerPrincipal): Promise<SignInAnswer> {
    const { stage } = manager;
    return {
      stage,
      methods:
        stage === 'second-factor' ? await this.secondFactors.methods(this.db.manager, manager.staffId) : [],
      session: stage === 'complete' ? await this.managerSessions.read(manager) : null,
    };
  }

  /**
   * @returns the secret of the session that is complete; the one that asked has ended.
   * @throws ProblemException `wrong-factor`, `passkey-refused`; `too-many-requests` and `locked` after misses;
   *   `not-possible-now` when none is asked for.
   */
  async withSecondFactor(pending: ManagerPrincipal, given: SecondFactor, came: CameFrom): Promise<string> {
    if (pending.stage !== 'second-factor') throw problem('not-possible-now');
    const subject = factorSubject(pending.staffId);
    // A signature cannot be guessed, so its owner is not held up by whoever tries codes.
    if (given.passkey === undefined) await this.attempts.begin({ subject });
    else await this.passkeys.verify(given.passkey, 'second-factor', pending.session, pending.staffId);
    const token = await inTransaction(this.db, async (manager) => {
      if (given.passkey === undefined && !(await this.isRight(manager, pending, given)))
        throw problem('wrong-factor');
      const now = this.clock.now();
      await this.sessionsOfManagers.end(manager, Buffer.from(pending.session, 'base64url'), now);
      return this.sessionsOfManagers.begin(manager, pending.staffId, came, true, now);
    });
    if (given.passkey === undefined) await this.attempts.succeeded(subject);
    this.sessions.forget();
    return token;
  }

  /** Without a password. @throws ProblemException `passkey-refused` */
  async withPasskey(assertion: PasskeyAssertion, came: CameFrom): Promise<string> {
    const staffId = await this.passkeys.verify(assertion, 'sign-in', null);
    const person = await this.staff.find(this.db.manager, { id: staffId });
    if (!person || person.role === 'staff') throw problem('passkey-refused');
    return this.sessionsOfManagers.begin(this.db.manager, staffId, came, true, this.clock.now());
  }

  private async isRight(
    manager: EntityManager,
    pending: ManagerPrincipal,
    { code, recoveryCode }: SecondFactor,
  ): Promise<boolean> {
    const { staffId } = pending;
    const now = this.clock.now();
    if (code !== undefined) return this.totp.use(manager, this.box, staffId, code, now);
    if (recoveryCode === undefined || !(await this.recoveryCodes.use(manager, staffId, recoveryCode, now)))
      return false;
    await this.notices.add(manager, staffId, 'recovery-code-used', pending, now);
    return true;
  }
}
