import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { AuditEntryEntity } from '../audit/audit-entry.entity.js';
import { AUDIT_KEPT_MS } from '../audit/audit.service.js';
import { FailedAttemptsEntity } from '../staff/failed-attempts.entity.js';
import { KnownPlaceEntity } from '../known-places/known-place.entity.js';
import { PLACE_KNOWN_MS } from '../known-places/known-places.service.js';
import { ManagerSessionEntity } from '../sessions/manager-session.entity.js';
import { NoticeEntity } from '../notices/notice.entity.js';
import { NOTICES_KEPT_MS } from '../notices/notices.repository.js';
import { StaffSessionEntity } from '../sessions/staff-session.entity.js';
import { WebAuthnChallengeEntity } from '../account/web-authn-challenge.entity.js';
import { CustomerSessionEntity } from '../sessions/customer-session.entity.js';
import { PHONE_KEPT_MS, PhoneTripEntity } from '../phones/phone-trip.entity.js';
import { TripLinkEntity } from '../pickups/trip-link.entity.js';
import { DeviceTokenEntity } from '../devices/device-token.entity.js';
import { REPLACED_KEPT_MS } from '../devices/device-tokens.service.js';
import { EnrolCodeEntity } from '../devices/enrol-code.entity.js';

/** How long what has ended stays, for whoever asks what happened. */
const KEPT_MS = 24 * 3_600_000;

const EXPIRING = [
  CustomerSessionEntity,
  StaffSessionEntity,
  ManagerSessionEntity,
  EnrolCodeEntity,
  WebAuthnChallengeEntity,
];

@Injectable()
export class EndedRowsRepository {
  /**
   * Deletes sessions, codes and failed attempts that ended a day ago; for the hourly clean-up. Customers' links stay
   * for 30 days more, so that they answer "has ended" and not "unknown"; the apps of phones are forgotten when no trip
   * was connected with them for 90 days.
   * @param now Unix ms
   * @param auditKeptMs how long the trail of changes stays
   */
  async delete(manager: EntityManager, now: number, auditKeptMs: number = AUDIT_KEPT_MS): Promise<void> {
    const before = (keptMs: number) => LessThan(new Date(now - keptMs));
    for (const entity of EXPIRING) await manager.delete(entity, { expiresAt: before(KEPT_MS) });
    await manager.delete(FailedAttemptsEntity, { lastAt: before(KEPT_MS) });
    await manager.delete(KnownPlaceEntity, { lastAt: before(PLACE_KNOWN_MS) });
    await manager.delete(DeviceTokenEntity, { replacedAt: before(REPLACED_KEPT_MS) });
    await manager.delete(NoticeEntity, { occurredAt: before(NOTICES_KEPT_MS) });
    await manager.delete(AuditEntryEntity, { occurredAt: before(auditKeptMs) });
    await manager.delete(PhoneTripEntity, { linkedAt: before(PHONE_KEPT_MS) });
    await manager.query('DELETE FROM page_presence WHERE connected_at < $1', [new Date(now - KEPT_MS)]);
    await manager.delete(TripLinkEntity, { expiresAt: before(30 * KEPT_MS) });
  }
}
