/** Adds and removes second factors, each change in one transaction; the person gets a notice of it. */
import { Inject, Injectable } from '@nestjs/common';
import { asksForSecondFactor, isAdmin, type ManagerPrincipal, Sessions } from '@curbline/access';
import type {
  AccountNoticeKind,
  AddedPasskey,
  AuditAction,
  BegunTotp,
  NewPasskey,
  PasskeyView,
  SecondFactorsView,
  ShownRecoveryCodes,
  StaffView,
} from '@curbline/contracts/http';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, problem, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { PasskeysService } from './passkeys.service.js';
import { AuditService } from '../audit/audit.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { ReachRepository } from '../staff/reach.repository.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { PasskeysRepository } from './passkeys.repository.js';
import { TotpRepository } from './totp.repository.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { SecondFactorResetService } from './second-factor-reset.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { NoticesRepository } from '../notices/notices.repository.js';

/** What misses of a person's second factor are counted under. */
export const factorSubject = (staffId: string): string => `second factor ${staffId}`;

@Injectable()
export class SecondFactorsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly passkeys: PasskeysService,
    private readonly box: SecretBox,
    private readonly attempts: SignInAttemptsService,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'requireMfa'>,
    private readonly idempotency: IdempotencyService,
    private readonly staff: StaffRepository,
    private readonly ownPasskeys: PasskeysRepository,
    private readonly totp: TotpRepository,
    private readonly recoveryCodes: RecoveryCodesRepository,
    private readonly secondFactors: SecondFactorsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly notices: NoticesRepository,
    private readonly secondFactorReset: SecondFactorResetService,
    private readonly audit: AuditService,
    private readonly reach: ReachRepository,
  ) {}

  async read({ staffId, role }: ManagerPrincipal): Promise<SecondFactorsView> {
    const { manager } = this.db;
    const [passkeys, since, left] = await Promise.all([
      this.ownPasskeys.list(manager, staffId),
      this.totp.since(manager, staffId),
      this.recoveryCodes.countLeft(manager, staffId),
    ]);
    return {
      passkeys,
      totpSince: since?.toISOString() ?? null,
      recoveryCodesLeft: left,
      required: asksForSecondFactor(this.options.requireMfa, role),
      totpOffered: this.box.isOpen,
    };
  }

  /** @throws ProblemException `passkey-refused`, `not-possible-now` with twenty passkeys. */
  addPasskey(by: ManagerPrincipal, { name, registration }: NewPasskey): Promise<AddedPasskey> {
    return this.change(by, 'passkey-added', async (manager) => {
      const passkey = await this.passkeys.register(manager, by.staffId, by.session, name, registration);
      return { passkey, recoveryCodes: await this.added(manager, by) };
    });
  }

  /** @throws ProblemException `not-found` */
  async renamePasskey(by: ManagerPrincipal, id: string, name: string): Promise<PasskeyView> {
    return this.idempotency.inTransaction(this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      await this.ownPasskeys.rename(manager, by.staffId, id, name);
      const passkey = (await this.ownPasskeys.list(manager, by.staffId)).find((one) => one.id === id);
      if (!passkey) throw problem('not-found');
      return passkey;
    });
  }

  /** @throws ProblemException `not-found`; `not-possible-now` for the last factor where one is required. */
  async removePasskey(by: ManagerPrincipal, id: string): Promise<void> {
    await this.change(by, 'passkey-removed', async (manager) => {
      const found = (await this.ownPasskeys.list(manager, by.staffId)).some((one) => one.id === id);
      if (!found) throw problem('not-found');
      await this.ownPasskeys.remove(manager, by.staffId, id);
      await this.removed(manager, by);
      return null;
    });
  }

  /** @throws ProblemException `not-possible-now` when the installation has no key to seal the secret with. */
  beginTotp(by: ManagerPrincipal): Promise<BegunTotp> {
    if (!this.box.isOpen) throw problem('not-possible-now', { detail: NO_KEY });
    return this.idempotency.inTransaction(this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      const person = await this.staff.find(manager, { id: by.staffId });
      return this.totp.begin(manager, this.box, by.staffId, person?.login ?? by.name);
    });
  }

  /** @throws ProblemException `wrong-factor`; `too-many-requests` and `locked` after misses. */
  async confirmTotp(by: ManagerPrincipal, code: string): Promise<ShownRecoveryCodes> {
    await this.attempts.begin({ subject: factorSubject(by.staffId) });
    const answer = await this.change(by, 'totp-on', async (manager) => {
      if (!(await this.totp.confirm(manager, this.box, by.staffId, code, this.clock.now())))
        throw problem('wrong-factor');
      return { recoveryCodes: await this.added(manager, by) };
    });
    await this.attempts.succeeded(factorSubject(by.staffId));
    return answer;
  }

  /** @throws ProblemException `not-found`; `not-possible-now` for the last factor where one is required. */
  async removeTotp(by: ManagerPrincipal): Promise<void> {
    await this.change(by, 'totp-off', async (manager) => {
      if ((await this.totp.since(manager, by.staffId)) === null) throw problem('not-found');
      await this.totp.remove(manager, by.staffId);
      await this.removed(manager, by);
      return null;
    });
  }

  /** @throws ProblemException `not-possible-now` for who has no second factor to recover. */
  newRecoveryCodes(by: ManagerPrincipal): Promise<ShownRecoveryCodes> {
    return this.change(by, 'recovery-codes-made', async (manager) => {
      if ((await this.secondFactors.methods(manager, by.staffId)).length === 0)
        throw problem('not-possible-now');
      return { recoveryCodes: await this.recoveryCodes.replace(manager, by.staffId, this.clock.now()) };
    });
  }

  /** The session that added it has shown it. The first factor comes with recovery codes. */
  private async added(manager: EntityManager, by: ManagerPrincipal): Promise<string[] | null> {
    const now = this.clock.now();
    await this.managerSessions.noteSecondFactor(manager, Buffer.from(by.session, 'base64url'), now);
    const left = await this.recoveryCodes.countLeft(manager, by.staffId);
    return left > 0 ? null : this.recoveryCodes.replace(manager, by.staffId, now);
  }

  private async removed(manager: EntityManager, by: ManagerPrincipal): Promise<void> {
    if ((await this.secondFactors.methods(manager, by.staffId)).length > 0) return;
    if (asksForSecondFactor(this.options.requireMfa, by.role))
      throw problem('not-possible-now', { detail: LAST_ONE });
    await this.secondFactors.remove(manager, by.staffId);
  }

  /**
   * @param storeId null: of another admin of all stores.
   * @throws ProblemException `not-found`; `not-allowed` unless an admin of all stores asks, for somebody else.
   */
  async resetOf(by: ManagerPrincipal, storeId: string | null, staffId: string): Promise<StaffView> {
    if (!isAdmin(by) || staffId === by.staffId) throw problem('not-allowed');
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId ?? CHAIN, async (manager) => {
      const reset = await this.secondFactorReset.reset(manager, storeId, staffId, by, now);
      await this.audit.note(
        manager,
        { storeId, by, action: 'second_factors_reset', subject: reset.name },
        now,
      );
      return { ...reset, ...(await this.reach.shown(manager, [staffId]))(staffId) };
    });
    this.sessions.forget();
    return person;
  }

  private async change<T>(
    by: ManagerPrincipal,
    kind: AccountNoticeKind,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const answer = await this.idempotency.inTransaction(now, by.storeId ?? CHAIN, async (manager) => {
      // One change at a time, so that two at once cannot remove the last two.
      await this.staff.lock(manager, by.staffId);
      const done = await work(manager);
      await this.notices.add(manager, by.staffId, kind, by, now);
      const action = AUDITED[kind];
      const note = action && { storeId: by.storeId, by, action, subject: by.name };
      if (note) await this.audit.note(manager, note, now);
      return done;
    });
    this.sessions.forget();
    return answer;
  }
}

/** What is noted of a change to one's own account; never the secret itself. */
const AUDITED: Partial<Record<AccountNoticeKind, AuditAction>> = {
  'passkey-added': 'passkey_added',
  'passkey-removed': 'passkey_removed',
  'totp-on': 'app_added',
  'totp-off': 'app_removed',
  'recovery-codes-made': 'recovery_codes_made',
};

const NO_KEY = {
  en: 'This installation has no SECRET_KEY to keep the app’s secret with; a passkey works without.',
  fr: 'Cette installation n’a pas de SECRET_KEY pour garder le secret de l’application\u00a0; une clé d’accès s’en passe.',
};
const LAST_ONE = {
  en: 'This installation asks for a second factor: add another one before you remove the last.',
  fr: 'Cette installation exige un second facteur\u00a0: ajoutez-en un autre avant de retirer le dernier.',
};
