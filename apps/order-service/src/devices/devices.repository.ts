/** Handhelds and walls of a store: codes to enrol them, the enrolled ones, and their end. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashCode, hashToken, newCode, newToken } from '@curbline/access';
import type { DeviceView, EnrolCodeView, NewEnrolCode, OpenEnrolCode } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { problem } from '@curbline/platform';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { DeviceEntity } from './device.entity.js';
import { newRotationKey } from './device-token-chain.js';
import { DeviceTokensRepository } from './device-tokens.repository.js';
import { EnrolCodeEntity } from './enrol-code.entity.js';

/** OWASP ASVS 5.0.0 6.5.5. A code that is made in advance lives for days: docs/adr/0032 says why that is safe. */
const ENROL_CODE_LIFE_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;
const CODE_LENGTH = 8;
const MOST_LISTED = 200;

const toView = (device: Omit<DeviceEntity, 'tokenHash' | 'rotationKey'>): DeviceView => ({
  id: device.id,
  storeId: device.storeId,
  name: device.name,
  kind: device.kind,
  enrolledAt: device.enrolledAt.toISOString(),
  lastSeenAt: device.lastSeenAt?.toISOString() ?? null,
  revokedAt: device.revokedAt?.toISOString() ?? null,
  version: device.version,
});

const toOpenCode = ({ id, kind, name, createdAt, expiresAt }: EnrolCodeEntity): OpenEnrolCode => ({
  id,
  kind,
  name,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
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
    { name, days }: Omit<NewEnrolCode, 'kind'> = {},
  ): Promise<EnrolCodeView> {
    const code = newCode(CODE_LENGTH);
    await manager.delete(EnrolCodeEntity, { storeId, expiresAt: LessThan(new Date(now)) });
    const row = {
      storeId,
      codeHash: await hashCode(code),
      id: randomUUID(),
      kind,
      name: name ?? null,
      createdAt: new Date(now),
      expiresAt: new Date(now + (days === undefined ? ENROL_CODE_LIFE_MS : days * DAY_MS)),
      usedAt: null,
    };
    await manager.insert(EnrolCodeEntity, row);
    return { ...toOpenCode(row), code };
  }

  /** The codes that are still good, the one that ends first at the top. @param now Unix ms */
  async openCodes(manager: EntityManager, storeId: string, now: number): Promise<OpenEnrolCode[]> {
    const codes = await manager.find(EnrolCodeEntity, {
      where: { storeId, usedAt: IsNull(), expiresAt: MoreThan(new Date(now)) },
      order: { expiresAt: 'ASC', id: 'ASC' },
      take: MOST_LISTED,
    });
    return codes.map(toOpenCode);
  }

  /**
   * Makes a code worthless. @param now Unix ms
   * @returns undefined when the store has no such code, or it is used or withdrawn.
   */
  async withdrawCode(
    manager: EntityManager,
    storeId: string,
    id: string,
    now: number,
  ): Promise<OpenEnrolCode | undefined> {
    const unused = { storeId, id, usedAt: IsNull() };
    const { affected } = await manager.update(EnrolCodeEntity, unused, { usedAt: new Date(now) });
    if (affected !== 1) return undefined;
    const code = await manager.findOneBy(EnrolCodeEntity, { storeId, id });
    return code ? toOpenCode(code) : undefined;
  }

  /**
   * Uses a code up and makes the device; of two at once with the same code, one gets it.
   * @returns undefined when the code is unknown, used or too old.
   */
  async enrol(
    manager: EntityManager,
    codeHash: Buffer,
    typedName: string,
    now: number,
  ): Promise<EnrolledDevice | undefined> {
    const unused = { codeHash, usedAt: IsNull(), expiresAt: MoreThan(new Date(now)) };
    const code = await manager.findOne(EnrolCodeEntity, {
      where: unused,
      lock: { mode: 'pessimistic_write' },
    });
    if (!code) return undefined;
    const { storeId, kind, name } = code;
    await manager.update(EnrolCodeEntity, { storeId, codeHash }, { usedAt: new Date(now) });
    const token = newToken();
    const [deviceId, key] = [randomUUID(), newRotationKey()];
    const device = {
      storeId,
      id: deviceId,
      name: name ?? typedName,
      kind,
      tokenHash: hashToken(token),
      rotationKey: key,
      enrolledAt: new Date(now),
      lastSeenAt: null,
      revokedAt: null,
      version: 1,
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

  /**
   * Renames a device that is still as it was in `version`.
   * @returns the name before, and the device
   * @throws ProblemException `not-found` for an unknown device and a revoked one, `version-outdated`
   */
  async rename(
    manager: EntityManager,
    storeId: string,
    id: string,
    version: number,
    name: string,
  ): Promise<{ readonly before: string; readonly device: DeviceView }> {
    const device = await manager.findOneBy(DeviceEntity, { storeId, id, revokedAt: IsNull() });
    if (!device) throw problem('not-found');
    if (name === device.name && version === device.version) return { before: name, device: toView(device) };
    const unchanged = { storeId, id, version, revokedAt: IsNull() };
    const { affected } = await manager.update(DeviceEntity, unchanged, { name, version: version + 1 });
    if (affected !== 1) throw problem('version-outdated');
    return { before: device.name, device: toView({ ...device, name, version: version + 1 }) };
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
