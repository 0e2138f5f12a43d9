/** A manager's own second factors: added and removed, each change in one transaction and told to its owner. */
import { Inject, Injectable } from '@nestjs/common';
import { asksForSecondFactor, type ManagerPrincipal, Sessions } from '@curbline/access';
import type {
  AccountNoticeKind,
  AddedPasskey,
  BegunTotp,
  NewPasskey,
  PasskeyView,
  SecondFactorsView,
  ShownRecoveryCodes,
} from '@curbline/contracts/http';
import { Clock, PLATFORM_OPTIONS, type PlatformOptions, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { SignInAttemptsService } from './sign-in-attempts.service.js';
import { listPasskeys, methodsOf, removeSecondFactors, totpSince } from './second-factors.repository.js';
import { notifyOwner } from './notices.repository.js';
import { PasskeysService } from './passkeys.service.js';
import { makeRecoveryCodes, recoveryCodesLeft } from './recovery-codes.repository.js';
import { SecretBox } from './secret-box.js';
import { beginTotp, confirmTotp } from './totp.repository.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

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
  ) {}

  async read({ staffId, role }: ManagerPrincipal): Promise<SecondFactorsView> {
    const { manager } = this.db;
    const [passkeys, since, left] = await Promise.all([
      listPasskeys(manager, staffId),
      totpSince(manager, staffId),
      recoveryCodesLeft(manager, staffId),
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
      await manager.query('UPDATE passkey SET name = $3 WHERE staff_id = $1 AND id = $2', [
        by.staffId,
        id,
        name,
      ]);
      const passkey = (await listPasskeys(manager, by.staffId)).find((one) => one.id === id);
      if (!passkey) throw problem('not-found');
      return passkey;
    });
  }

  /** @throws ProblemException `not-found`; `not-possible-now` for the last factor where one is required. */
  async removePasskey(by: ManagerPrincipal, id: string): Promise<void> {
    await this.change(by, 'passkey-removed', async (manager) => {
      const found = (await listPasskeys(manager, by.staffId)).some((one) => one.id === id);
      if (!found) throw problem('not-found');
      await manager.query('DELETE FROM passkey WHERE staff_id = $1 AND id = $2', [by.staffId, id]);
      await this.removed(manager, by);
      return null;
    });
  }

  /** @throws ProblemException `not-possible-now` when the installation has no key to seal the secret with. */
  beginTotp(by: ManagerPrincipal): Promise<BegunTotp> {
    if (!this.box.isOpen) throw problem('not-possible-now', { detail: NO_KEY });
    return this.idempotency.inTransaction(this.clock.now(), by.storeId ?? CHAIN, async (manager) => {
      const [row] = await manager.query<{ login: string | null }[]>('SELECT login FROM staff WHERE id = $1', [
        by.staffId,
      ]);
      return beginTotp(manager, this.box, by.staffId, row?.login ?? by.name);
    });
  }

  /** @throws ProblemException `wrong-factor`; `too-many-requests` and `locked` after misses. */
  async confirmTotp(by: ManagerPrincipal, code: string): Promise<ShownRecoveryCodes> {
    await this.attempts.begin({ subject: factorSubject(by.staffId) });
    const answer = await this.change(by, 'totp-on', async (manager) => {
      if (!(await confirmTotp(manager, this.box, by.staffId, code, this.clock.now())))
        throw problem('wrong-factor');
      return { recoveryCodes: await this.added(manager, by) };
    });
    await this.attempts.succeeded(factorSubject(by.staffId));
    return answer;
  }

  /** @throws ProblemException `not-found`; `not-possible-now` for the last factor where one is required. */
  async removeTotp(by: ManagerPrincipal): Promise<void> {
    await this.change(by, 'totp-off', async (manager) => {
      if ((await totpSince(manager, by.staffId)) === null) throw problem('not-found');
      await manager.query('DELETE FROM totp WHERE staff_id = $1', [by.staffId]);
      await this.removed(manager, by);
      return null;
    });
  }

  /** @throws ProblemException `not-possible-now` for who has no second factor to recover. */
  newRecoveryCodes(by: ManagerPrincipal): Promise<ShownRecoveryCodes> {
    return this.change(by, 'recovery-codes-made', async (manager) => {
      if ((await methodsOf(manager, by.staffId)).length === 0) throw problem('not-possible-now');
      return { recoveryCodes: await makeRecoveryCodes(manager, by.staffId, this.clock.now()) };
    });
  }

  /** The session that added it has shown it. The first factor comes with recovery codes. */
  private async added(manager: EntityManager, by: ManagerPrincipal): Promise<string[] | null> {
    const now = this.clock.now();
    await manager.query('UPDATE manager_session SET second_factor_at = $2 WHERE token_hash = $1', [
      Buffer.from(by.session, 'base64url'),
      new Date(now),
    ]);
    const left = await recoveryCodesLeft(manager, by.staffId);
    return left > 0 ? null : makeRecoveryCodes(manager, by.staffId, now);
  }

  private async removed(manager: EntityManager, by: ManagerPrincipal): Promise<void> {
    if ((await methodsOf(manager, by.staffId)).length > 0) return;
    if (asksForSecondFactor(this.options.requireMfa, by.role))
      throw problem('not-possible-now', { detail: LAST_ONE });
    await removeSecondFactors(manager, by.staffId);
  }

  private async change<T>(
    by: ManagerPrincipal,
    kind: AccountNoticeKind,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const answer = await this.idempotency.inTransaction(now, by.storeId ?? CHAIN, async (manager) => {
      // One change at a time, so that two at once cannot remove the last two.
      await manager.query('SELECT 1 FROM staff WHERE id = $1 FOR UPDATE', [by.staffId]);
      const done = await work(manager);
      await notifyOwner(manager, by.staffId, kind, by, now);
      return done;
    });
    this.sessions.forget();
    return answer;
  }
}

const NO_KEY = {
  en: 'This installation has no SECRET_KEY to keep the app’s secret with; a passkey works without.',
  fr: 'Cette installation n’a pas de SECRET_KEY pour garder le secret de l’application ; une clé d’accès s’en passe.',
};
const LAST_ONE = {
  en: 'This installation asks for a second factor: add another one before you remove the last.',
  fr: 'Cette installation exige un second facteur : ajoutez-en un autre avant de retirer le dernier.',
};
