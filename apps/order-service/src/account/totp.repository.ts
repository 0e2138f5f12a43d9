/**
 * Codes of an authenticator app (RFC 6238: SHA-1, 6 digits, 30 s, which is what all apps know). A code is taken
 * one step early or late, and no step twice: a code that somebody saw being typed is worth nothing.
 */
import { Secret, TOTP } from 'otpauth';
import type { EntityManager } from 'typeorm';
import type { SecretBox } from './secret-box.js';

const SECRET_BYTES = 20;
const STEPS_AROUND = 1;

const totpOf = (secret: Secret, login = ''): TOTP =>
  new TOTP({ issuer: 'Curbline', label: login, secret, algorithm: 'SHA1', digits: 6, period: 30 });

interface TotpRow {
  sealed_secret: string | null;
  pending_secret: string | null;
  last_step: string;
}

export interface NewTotp {
  /** Base32, for who cannot scan. */
  readonly secret: string;
  /** `otpauth://…`, for the QR code. */
  readonly uri: string;
}

/** Makes a secret that is in force once a code of it was typed; one that is in force stays so until then. */
export async function beginTotp(
  manager: EntityManager,
  box: SecretBox,
  staffId: string,
  login: string,
): Promise<NewTotp> {
  const secret = new Secret({ size: SECRET_BYTES });
  await manager.query(
    `INSERT INTO totp (staff_id, last_step, pending_secret) VALUES ($1, 0, $2)
     ON CONFLICT (staff_id) DO UPDATE SET pending_secret = excluded.pending_secret`,
    [staffId, box.seal(secret.base32, staffId)],
  );
  return { secret: secret.base32, uri: totpOf(secret, login).toString() };
}

/** Puts the secret last begun in force. @param now Unix ms; @returns false when the code is not of it. */
export async function confirmTotp(
  manager: EntityManager,
  box: SecretBox,
  staffId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const row = await lockTotp(manager, staffId);
  if (!row?.pending_secret) return false;
  const step = stepOf(box.open(row.pending_secret, staffId), code, now);
  if (step === undefined) return false;
  await manager.query(
    `UPDATE totp SET sealed_secret = pending_secret, pending_secret = NULL, confirmed_at = $2, last_step = $3
     WHERE staff_id = $1`,
    [staffId, new Date(now), step],
  );
  return true;
}

/** Uses a code up. @param now Unix ms; @returns false when it is wrong, too old, or of a step that was used. */
export async function useTotp(
  manager: EntityManager,
  box: SecretBox,
  staffId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const row = await lockTotp(manager, staffId);
  if (!row?.sealed_secret) return false;
  const step = stepOf(box.open(row.sealed_secret, staffId), code, now);
  if (step === undefined || step <= Number(row.last_step)) return false;
  await manager.query('UPDATE totp SET last_step = $2 WHERE staff_id = $1', [staffId, step]);
  return true;
}

async function lockTotp(manager: EntityManager, staffId: string): Promise<TotpRow | undefined> {
  const [row] = await manager.query<TotpRow[]>(
    'SELECT sealed_secret, pending_secret, last_step FROM totp WHERE staff_id = $1 FOR UPDATE',
    [staffId],
  );
  return row;
}

/** The step of time whose code this is; undefined when it is none of now's. */
function stepOf(base32: string, token: string, now: number): number | undefined {
  const totp = totpOf(Secret.fromBase32(base32));
  const delta = totp.validate({ token, timestamp: now, window: STEPS_AROUND });
  return delta === null ? undefined : totp.counter({ timestamp: now }) + delta;
}
