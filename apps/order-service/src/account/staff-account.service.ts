/** What a person on a handheld decides about their own way in: the PIN, and where they are signed in. */
import { Injectable } from '@nestjs/common';
import { hashSecret, Sessions, STAFF_IDLE_MS, type StaffPrincipal, verifySecret } from '@curbline/access';
import type { AccountNotice, ChangePin, StaffSession } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { pinFaults } from './guessable.js';
import { PinAttemptsService } from './pin-attempts.service.js';
import { surroundingsOf } from './surroundings.repository.js';
import { noteSeen, noticesOf, notifyOwner } from './notices.repository.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

interface SessionRow {
  token_hash: Uint8Array;
  device_name: string;
  created_at: Date;
  last_acted_at: Date;
}

@Injectable()
export class StaffAccountService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessionsOfAll: Sessions,
    private readonly attempts: PinAttemptsService,
    private readonly idempotency: IdempotencyService,
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
    const [person] = await this.db.query<{ pin_hash: string | null }[]>(
      'SELECT pin_hash FROM staff WHERE id = $1 AND disabled_at IS NULL',
      [staffId],
    );
    const attempt = await this.attempts.begin(by, staffId, person?.pin_hash ?? null, from);
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const [row] = await manager.query<{ pin_hash: string | null }[]>(
        'SELECT pin_hash FROM staff WHERE id = $1 AND disabled_at IS NULL FOR UPDATE',
        [staffId],
      );
      if (!(await verifySecret(row?.pin_hash, current))) throw problem('wrong-credentials');
      const errors = pinFaults(pin, await surroundingsOf(manager, storeId));
      if (errors.length > 0) throw problem('invalid-input', { errors });
      await manager.query('UPDATE staff SET pin_hash = $2 WHERE id = $1', [staffId, await hashSecret(pin)]);
      await endOthers(manager, by, now);
      await notifyOwner(manager, staffId, 'pin-changed', by, now);
      return null;
    });
    await attempt.succeeded();
    this.sessionsOfAll.forget();
  }

  /** Those that work, in all of which a tap was made lately; the one in use last first. */
  async sessions({ storeId, staffId, session }: StaffPrincipal): Promise<StaffSession[]> {
    const now = this.clock.now();
    const rows = await this.db.query<SessionRow[]>(
      `SELECT session.token_hash, device.name AS device_name, session.created_at, session.last_acted_at
       FROM staff_session session
       JOIN device ON device.store_id = session.store_id AND device.id = session.device_id
         AND device.revoked_at IS NULL
       WHERE session.store_id = $1 AND session.staff_id = $2 AND session.ended_at IS NULL
         AND session.expires_at > $3 AND session.last_acted_at > $4
       ORDER BY session.last_acted_at DESC LIMIT 50`,
      [storeId, staffId, new Date(now), new Date(now - STAFF_IDLE_MS)],
    );
    return rows.map((row) => {
      const id = Buffer.from(row.token_hash).toString('base64url');
      return {
        id,
        current: id === session,
        device: row.device_name,
        signedInAt: row.created_at.toISOString(),
        lastUsedAt: row.last_acted_at.toISOString(),
      };
    });
  }

  /** One of their own at this store; another's is left as it is. */
  async endSession({ storeId, staffId }: StaffPrincipal, id: string): Promise<void> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      await manager.query(
        `UPDATE staff_session SET ended_at = $4
         WHERE store_id = $1 AND staff_id = $2 AND token_hash = $3 AND ended_at IS NULL`,
        [storeId, staffId, Buffer.from(id, 'base64url'), new Date(now)],
      );
      return null;
    });
    this.sessionsOfAll.forget();
  }

  notices({ staffId }: StaffPrincipal): Promise<AccountNotice[]> {
    return noticesOf(this.db.manager, staffId);
  }

  async noteSeen({ storeId, staffId }: StaffPrincipal, ids: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.idempotency.inTransaction(now, storeId, async (manager) => {
      await noteSeen(manager, staffId, ids, now);
      return null;
    });
  }
}

/** An admin's PIN opens every store's handhelds, so theirs end wherever they are. */
async function endOthers(manager: EntityManager, by: StaffPrincipal, now: number): Promise<void> {
  const own = Buffer.from(by.session, 'base64url');
  const where = by.role === 'admin' ? '' : ' AND store_id = $4';
  await manager.query(
    `UPDATE staff_session SET ended_at = $3
     WHERE staff_id = $1 AND token_hash <> $2 AND ended_at IS NULL${where}`,
    [by.staffId, own, new Date(now), ...(by.role === 'admin' ? [] : [by.storeId])],
  );
}
