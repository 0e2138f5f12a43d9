/**
 * Codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 s, which is what all apps know). A code is taken
 * one step early or late, and no step twice: a code that somebody saw being typed is worth nothing.
 */
import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import type { EntityManager } from 'typeorm';
import type { SecretBox } from '@curbline/platform';
import { TotpEntity } from './totp.entity.js';

const SECRET_BYTES = 20;
const STEPS_AROUND = 1;

const totpOf = (secret: Secret, login = ''): TOTP =>
  new TOTP({ issuer: 'Curbline', label: login, secret, algorithm: 'SHA1', digits: 6, period: 30 });

export interface NewTotp {
  /** Base32, for who cannot scan. */
  readonly secret: string;
  /** `otpauth://…`, for the QR code. */
  readonly uri: string;
}

@Injectable()
export class TotpRepository {
  /** Makes a secret that is in force once a code of it was typed; one that is in force stays so until then. */
  async begin(manager: EntityManager, box: SecretBox, staffId: string, login: string): Promise<NewTotp> {
    const secret = new Secret({ size: SECRET_BYTES });
    await manager.query(
      `INSERT INTO totp (staff_id, last_step, pending_secret) VALUES ($1, 0, $2)
       ON CONFLICT (staff_id) DO UPDATE SET pending_secret = excluded.pending_secret`,
      [staffId, box.seal(secret.base32, staffId)],
    );
    return { secret: secret.base32, uri: totpOf(secret, login).toString() };
  }

  /** Puts the secret last begun in force. @param now Unix ms; @returns false when the code is not of it. */
  async confirm(
    manager: EntityManager,
    box: SecretBox,
    staffId: string,
    code: string,
    now: number,
  ): Promise<boolean> {
    const row = await this.lock(manager, staffId);
    if (!row?.pendingSecret) return false;
    const step = stepOf(box.tryOpen(row.pendingSecret, staffId), code, now);
    if (step === undefined) return false;
    await manager.update(
      TotpEntity,
      { staffId },
      {
        sealedSecret: row.pendingSecret,
        pendingSecret: null,
        confirmedAt: new Date(now),
        lastStep: String(step),
      },
    );
    return true;
  }

  /** Uses a code up. @param now Unix ms; @returns false when it is wrong, too old, or of a step that was used. */
  async use(
    manager: EntityManager,
    box: SecretBox,
    staffId: string,
    code: string,
    now: number,
  ): Promise<boolean> {
    const row = await this.lock(manager, staffId);
    if (!row?.sealedSecret) return false;
    const step = stepOf(box.tryOpen(row.sealedSecret, staffId), code, now);
    if (step === undefined || step <= Number(row.lastStep)) return false;
    await manager.update(TotpEntity, { staffId }, { lastStep: String(step) });
    return true;
  }

  /** Since when an authenticator app is in force; null: none is. */
  async since(manager: EntityManager, staffId: string): Promise<Date | null> {
    return (await manager.findOneBy(TotpEntity, { staffId }))?.confirmedAt ?? null;
  }

  async remove(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(TotpEntity, { staffId });
  }

  private lock(manager: EntityManager, staffId: string): Promise<TotpEntity | null> {
    return manager.findOne(TotpEntity, { where: { staffId }, lock: { mode: 'pessimistic_write' } });
  }
}

/** The step of time whose code this is; undefined when it is none of now's, or the secret was sealed with another key. */
function stepOf(base32: string | null, token: string, now: number): number | undefined {
  if (base32 === null) return undefined;
  const totp = totpOf(Secret.fromBase32(base32));
  const delta = totp.validate({ token, timestamp: now, window: STEPS_AROUND });
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}
