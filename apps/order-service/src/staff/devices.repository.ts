/** Handhelds and walls of a store: codes to enrol them, the enrolled ones, and their end. */
import { randomUUID } from 'node:crypto';
import { hashCode, hashToken, newCode, newToken } from '@curbline/access';
import type { DeviceView, EnrolCodeView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { type EntityManager, IsNull } from 'typeorm';
import { DeviceEntity } from './device.entity.js';
import { newRotationKey, noteChain } from './device-token-chain.js';

/** OWASP ASVS 5.0.0 6.5.5: codes of this kind live ten minutes at most. */
export const ENROL_CODE_LIFE_MS = 10 * 60_000;
const CODE_LENGTH = 8;
const MOST_LISTED = 200;

const toView = ({ id, storeId, name, kind, enrolledAt, revokedAt }: DeviceEntity): DeviceView => ({
  id,
  storeId,
  name,
  kind,
  enrolledAt: enrolledAt.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
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
  const device = {
    storeId: code.store_id,
    id: deviceId,
    name,
    kind: code.kind,
    tokenHash: hashToken(token),
    rotationKey: key,
    enrolledAt: new Date(now),
    revokedAt: null,
  };
  await manager.insert(DeviceEntity, device);
  await noteChain(manager, { storeId: code.store_id, deviceId, token, generation: 0, key });
  return { device: toView(device), token };
}

export async function listDevices(manager: EntityManager, storeId: string): Promise<DeviceView[]> {
  const rows = await manager
    .createQueryBuilder(DeviceEntity, 'device')
    .where({ storeId })
    .orderBy('device.revokedAt IS NOT NULL')
    .addOrderBy('device.enrolledAt', 'DESC')
    .limit(MOST_LISTED)
    .getMany();
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
  const device = { storeId, id: deviceId };
  await manager.update(DeviceEntity, { ...device, revokedAt: IsNull() }, { revokedAt: new Date(now) });
  await manager.query(
    'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND device_id = $2 AND ended_at IS NULL',
    [storeId, deviceId, new Date(now)],
  );
  const row = await manager.findOneBy(DeviceEntity, device);
  return row ? toView(row) : undefined;
}
