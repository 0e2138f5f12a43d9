/** Handhelds and walls of a store: codes to enrol them, the enrolled ones, and their end. */
import { randomUUID } from 'node:crypto';
import { hashCode, hashToken, newCode, newToken } from '@curbline/access';
import type { DeviceView, EnrolCodeView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import type { EntityManager } from 'typeorm';
import { newRotationKey, noteChain } from './device-token-chain.js';

/** OWASP ASVS 5.0.0 6.5.5: codes of this kind live ten minutes at most. */
export const ENROL_CODE_LIFE_MS = 10 * 60_000;
const CODE_LENGTH = 8;

interface DeviceRow {
  id: string;
  store_id: string;
  name: string;
  kind: DeviceKind;
  enrolled_at: Date;
  revoked_at: Date | null;
}

const COLUMNS = 'id, store_id, name, kind, enrolled_at, revoked_at';

const toView = (row: DeviceRow): DeviceView => ({
  id: row.id,
  storeId: row.store_id,
  name: row.name,
  kind: row.kind,
  enrolledAt: row.enrolled_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** @param now Unix ms; @returns the code in clear, for the only time. */
export async function createEnrolCode(
  manager: EntityManager,
  storeId: string,
  kind: DeviceKind,
  now: number,
): Promise<EnrolCodeView> {
  const code = newCode(CODE_LENGTH);
  const expiresAt = new Date(now + ENROL_CODE_LIFE_MS);
  await manager.query('DELETE FROM enrol_code WHERE store_id = $1 AND expires_at < $2', [
    storeId,
    new Date(now),
  ]);
  await manager.query(
    'INSERT INTO enrol_code (store_id, code_hash, kind, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [storeId, await hashCode(code), kind, new Date(now), expiresAt],
  );
  return { code, kind, expiresAt: expiresAt.toISOString() };
}

export interface EnrolledDevice {
  readonly device: DeviceView;
  /** The device's secret, known from here on to the device alone. */
  readonly token: string;
}

/**
 * Uses a code up and makes the device; of two at once with the same code, one gets it.
 * @returns undefined when the code is unknown, used or too old.
 */
export async function enrolDevice(
  manager: EntityManager,
  codeHash: Buffer,
  name: string,
  now: number,
): Promise<EnrolledDevice | undefined> {
  const [code] = await manager.query<{ store_id: string; kind: DeviceKind }[]>(
    `SELECT store_id, kind FROM enrol_code
     WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 FOR UPDATE`,
    [codeHash, new Date(now)],
  );
  if (!code) return undefined;
  await manager.query('UPDATE enrol_code SET used_at = $3 WHERE store_id = $1 AND code_hash = $2', [
    code.store_id,
    codeHash,
    new Date(now),
  ]);
  const token = newToken();
  const [deviceId, key] = [randomUUID(), newRotationKey()];
  const rows = await manager.query<DeviceRow[]>(
    `INSERT INTO device (store_id, id, name, kind, token_hash, enrolled_at, rotation_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [code.store_id, deviceId, name, code.kind, hashToken(token), new Date(now), key],
  );
  await noteChain(manager, { storeId: code.store_id, deviceId, token, generation: 0, key });
  return { device: toView(rows[0]!), token };
}

export async function listDevices(manager: EntityManager, storeId: string): Promise<DeviceView[]> {
  const rows = await manager.query<DeviceRow[]>(
    `SELECT ${COLUMNS} FROM device WHERE store_id = $1 ORDER BY revoked_at IS NOT NULL, enrolled_at DESC LIMIT 200`,
    [storeId],
  );
  return rows.map(toView);
}

/**
 * Revokes a device and ends whoever is signed in on it; again is harmless.
 * @returns undefined when the store has no such device.
 */
export async function revokeDevice(
  manager: EntityManager,
  storeId: string,
  deviceId: string,
  now: number,
): Promise<DeviceView | undefined> {
  await manager.query(
    'UPDATE device SET revoked_at = COALESCE(revoked_at, $3) WHERE store_id = $1 AND id = $2',
    [storeId, deviceId, new Date(now)],
  );
  await manager.query(
    'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND device_id = $2 AND ended_at IS NULL',
    [storeId, deviceId, new Date(now)],
  );
  const [row] = await manager.query<DeviceRow[]>(
    `SELECT ${COLUMNS} FROM device WHERE store_id = $1 AND id = $2`,
    [storeId, deviceId],
  );
  return row && toView(row);
}
