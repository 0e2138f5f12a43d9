/** Handhelds and walls of a store: codes to enrol them, the enrolled ones, and their end. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashCode, hashToken, newCode, newToken } from '@curbline/access';
import type { DeviceView, EnrolCodeView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { DeviceEntity } from './device.entity.js';
import { newRotationKey } from './device-token-chain.js';
import { DeviceTokensRepository } from './device-tokens.repository.js';
import { EnrolCodeEntity } from './enrol-code.entity.js';

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

export interface EnrolledDevice {
  readonly device: DeviceView;
  /** The device's secret, known from here on to the device alone. */
  readonly token: string;
}

@Injectable()
export class DevicesRepository {
  constructor(
    private readonly tokens: DeviceTokensRepository,
    private readonly staffSessions: StaffSessionsRepository,
  ) {}

  /** @param now Unix ms; @returns the code in clear, for the only time. */
  async createCode(
    manager: EntityManager,
    storeId: string,
    kind: DeviceKind,
    now: number,
  ): Promise<EnrolCodeView> {
    const code = newCode(CODE_LENGTH);
    const expiresAt = new Date(now + ENROL_CODE_LIFE_MS);
    await manager.delete(EnrolCodeEntity, { storeId, expiresAt: LessThan(new Date(now)) });
    await manager.insert(EnrolCodeEntity, {
      storeId,
      codeHash: await hashCode(code),
      kind,
      createdAt: new Date(now),
      expiresAt,
    });
    return { code, kind, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Uses a code up and makes the device; of two at once with the same code, one gets it.
   * @returns undefined when the code is unknown, used or too old.
   */
  async enrol(
    manager: EntityManager,
    codeHash: Buffer,
    name: string,
    now: number,
  ): Promise<EnrolledDevice | undefined> {
    const unused = { codeHash, usedAt: IsNull(), expiresAt: MoreThan(new Date(now)) };
    const code = await manager.findOne(EnrolCodeEntity, {
      where: unused,
      lock: { mode: 'pessimistic_write' },
    });
    if (!code) return undefined;
    const { storeId, kind } = code;
    await manager.update(EnrolCodeEntity, { storeId, codeHash }, { usedAt: new Date(now) });
    const token = newToken();
    const [deviceId, key] = [randomUUID(), newRotationKey()];
    const device = {
      storeId,
      id: deviceId,
      name,
      kind,
      tokenHash: hashToken(token),
      rotationKey: key,
      enrolledAt: new Date(now),
      revokedAt: null,
    };
    await manager.insert(DeviceEntity, device);
    await this.tokens.noteChain(manager, { storeId, deviceId, token, generation: 0, key });
    return { device: toView(device), token };
  }

  async list(manager: EntityManager, storeId: string): Promise<DeviceView[]> {
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
  async revoke(
    manager: EntityManager,
    storeId: string,
    deviceId: string,
    now: number,
  ): Promise<DeviceView | undefined> {
    const device = { storeId, id: deviceId };
    await manager.update(DeviceEntity, { ...device, revokedAt: IsNull() }, { revokedAt: new Date(now) });
    await this.staffSessions.endOnDevice(manager, { storeId, deviceId }, now);
    const row = await manager.findOneBy(DeviceEntity, device);
    return row ? toView(row) : undefined;
  }

  /** Holds a device's row to the end of the transaction. @returns false when it is revoked or unknown. */
  async lockOpen(manager: EntityManager, storeId: string, id: string): Promise<boolean> {
    const open = await manager.findOne(DeviceEntity, {
      where: { storeId, id, revokedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    return open !== null;
  }
}
