/**
 * The steps of signing in as a manager: a password, then a second factor where the person has one; or a passkey
 * alone, which is both. Each step that opens more gives a session with a secret of its own.
 */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { PasskeyAssertion, SecondFactor, SignInAnswer } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ManagerSessionsService } from './manager-sessions.service.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { methodsOf } from './second-factors.repository.js';
import { notifyOwner } from './notices.repository.js';
import { beginManagerSession, type CameFrom } from './manager-sessions.repository.js';
import { PasskeysService } from './passkeys.service.js';
import { useRecoveryCode } from './recovery-codes.repository.js';
import { factorSubject } from './second-factors.service.js';
import { SecretBox } from './secret-box.js';
import { useTotp } from './totp.repository.js';

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
      methods: stage === 'second-factor' ? await methodsOf(this.db.manager, manager.staffId) : [],
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
      await manager.query('UPDATE manager_session SET ended_at = $2 WHERE token_hash = $1', [
        Buffer.from(pending.session, 'base64url'),
        new Date(now),
      ]);
      return beginManagerSession(manager, pending.staffId, came, true, now);
    });
    if (given.passkey === undefined) await this.attempts.succeeded(subject);
    this.sessions.forget();
    return token;
  }

  /** Without a password. @throws ProblemException `passkey-refused` */
  async withPasskey(assertion: PasskeyAssertion, came: CameFrom): Promise<string> {
    const staffId = await this.passkeys.verify(assertion, 'sign-in', null);
    const [person] = await this.db.query<unknown[]>(
      "SELECT 1 FROM staff WHERE id = $1 AND disabled_at IS NULL AND role IN ('manager', 'admin')",
      [staffId],
    );
    if (!person) throw problem('passkey-refused');
    return beginManagerSession(this.db, staffId, came, true, this.clock.now());
  }

  private async isRight(
    manager: EntityManager,
    pending: ManagerPrincipal,
    { code, recoveryCode }: SecondFactor,
  ): Promise<boolean> {
    const { staffId } = pending;
    const now = this.clock.now();
    if (code !== undefined) return useTotp(manager, this.box, staffId, code, now);
    if (recoveryCode === undefined || !(await useRecoveryCode(manager, staffId, recoveryCode, now)))
      return false;
    await notifyOwner(manager, staffId, 'recovery-code-used', pending, now);
    return true;
  }
}
