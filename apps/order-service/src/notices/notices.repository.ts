/**
 * What a person is told about their own account: that a secret of theirs was changed, by whom and when
 * (OWASP ASVS 5.0.0 6.3.7). Written in the transaction of the change, shown until they have seen it.
 */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AccountNotice, AccountNoticeKind } from '@curbline/contracts/http';
import { type EntityManager, In, IsNull } from 'typeorm';
import { NoticeEntity } from './notice.entity.js';

/** Who made the change; null: whoever holds the server, by command. */
export type ChangedBy = { readonly staffId: string; readonly name: string } | null;

/** How long a notice stays, so that a person can look back. */
export const NOTICES_KEPT_MS = 90 * 24 * 3_600_000;
const MOST_SHOWN = 50;

@Injectable()
export class NoticesRepository {
  /** @param by a screen has a name and is no person; @param now Unix ms */
  async add(
    manager: EntityManager,
    staffId: string,
    kind: AccountNoticeKind,
    by: ChangedBy | { readonly staffId: null; readonly name: string },
    now: number,
  ): Promise<void> {
    await manager.insert(NoticeEntity, {
      id: randomUUID(),
      staffId,
      kind,
      byStaffId: by?.staffId ?? null,
      byName: by?.name ?? null,
      occurredAt: new Date(now),
    });
  }

  /** The newest first. */
  async list(manager: EntityManager, staffId: string): Promise<AccountNotice[]> {
    const notices = await manager.find(NoticeEntity, {
      where: { staffId },
      order: { occurredAt: 'DESC', id: 'ASC' },
      take: MOST_SHOWN,
    });
    return notices.map(({ id, kind, byName, byStaffId, occurredAt, seenAt }) => ({
      id,
      kind,
      by: byName,
      byYourself: byStaffId === staffId,
      occurredAt: occurredAt.toISOString(),
      seenAt: seenAt?.toISOString() ?? null,
    }));
  }

  /** Deletes all that a person was told. */
  async deleteOf(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(NoticeEntity, { staffId });
  }

  /** Marks what the person was shown; again is harmless. @param now Unix ms */
  async markSeen(
    manager: EntityManager,
    staffId: string,
    noticeIds: readonly string[],
    now: number,
  ): Promise<void> {
    const shown = { staffId, id: In(noticeIds), seenAt: IsNull() };
    await manager.update(NoticeEntity, shown, { seenAt: new Date(now) });
  }
}
