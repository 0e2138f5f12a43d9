/** A staff member's own PIN and notices, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { hashSecret, Sessions, type StaffPrincipal, verifySecret } from '@curbline/access';
import type { AccountNotice, ChangePin } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { pinFaults } from '../staff/guessable.js';
import { PinAttemptsService } from './pin-attempts.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { NoticesRepository } from '../notices/notices.repository.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { SurroundingsRepository } from '../staff/surroundings.repository.js';

@Injectable()
export class StaffAccountService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
    private readonly attempts: PinAttemptsService,
    private readonly idempotency: IdempotencyService,
    private readonly noticesOfAll: NoticesRepository,
    private readonly staff: StaffRepository,
    private readonly staffSessions: StaffSessionsRepository,
    private readonly surroundings: SurroundingsRepository,
    private readonly audit: AuditService,
  ) {}

  /**
   * A handheld left lying about is no way to the PIN: wrong ones count as they do when signing in. The session
   * that asks goes on, all others end.
   * @param from the caller's address.
   * @throws ProblemException `wrong-credentials`, `invalid-input` when guessable, `too-many-requests`, `locked`.
   */
  async changePin(by: StaffPrincipal, { current, pin }: ChangePin, from: string): Promise<void> {
    const { storeId, staffId } = by;
    const now = this.clock.now();
    const person = await this.staff.find(this.db.manager, { id: staffId });
    const attempt = await this.attempts.begin(by, staffId, person?.pinHash ?? null, from);
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const locked = await this.staff.find(manager, { id: staffId }, 'lock');
      if (!(await verifySecret(locked?.pinHash, current))) throw problem('wrong-credentials');
      const errors = pinFaults(pin, await this.surroundings.read(manager, storeId));
      if (errors.length > 0) throw problem('invalid-input', { errors });
      await this.staff.setPin(manager, staffId, await hashSecret(pin));
      const own = Buffer.from(by.session, 'base64url');
      await this.staffSessions.endOthers(manager, staffId, own, now);
      await this.noticesOfAll.add(manager, staffId, 'pin-changed', by, now);
      await this.audit.note(manager, { storeId, by, action: 'own_pin_changed', subject: by.name }, now);
      return null;
    });
    await attempt.succeeded();
    this.sessionsOfAll.forget();
  }

  notices({ staffId }: StaffPrincipal): Promise<AccountNotice[]> {
    return this.noticesOfAll.list(this.db.manager, staffId);
  }

  async noteSeen({ storeId, staffId }: StaffPrincipal, ids: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      await this.noticesOfAll.markSeen(manager, staffId, ids, now);
      return null;
    });
  }
}
