/**
 * What a person is told about their own account: that a secret of theirs was changed, by whom and when
 * (OWASP ASVS 5.0.0 6.3.7). Written in the transaction of the change, shown until they have seen it.
 */
import { randomUUID } from 'node:crypto';
import type { AccountNotice, AccountNoticeKind } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';

/** Who made the change; null: whoever holds the server, by command. */
export type ChangedBy = { readonly staffId: string; readonly name: string } | null;

/** How long a notice stays, so that a person can look back. */
export const NOTICES_KEPT_MS = 90 * 24 * 3_600_000;
const MOST_SHOWN = 50;

/** @param by a screen has a name and is no person; @param now Unix ms */
export async function notifyOwner(
  manager: EntityManager,
  staffId: string,
  kind: AccountNoticeKind,
  by: ChangedBy | { readonly staffId: null; readonly name: string },
  now: number,
): Promise<void> {
  await manager.query(
    `INSERT INTO account_notice (id, staff_id, kind, by_staff_id, by_name, occurred_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [randomUUID(), staffId, kind, by?.staffId ?? null, by?.name ?? null, new Date(now)],
  );
}

interface NoticeRow {
  id: string;
  kind: AccountNoticeKind;
  by_staff_id: string | null;
  by_name: string | null;
  occurred_at: Date;
  seen_at: Date | null;
}

/** The newest first. */
export async function noticesOf(manager: EntityManager, staffId: string): Promise<AccountNotice[]> {
  const rows = await manager.query<NoticeRow[]>(
    `SELECT id, kind, by_staff_id, by_name, occurred_at, seen_at FROM account_notice
     WHERE staff_id = $1 ORDER BY occurred_at DESC, id LIMIT ${MOST_SHOWN}`,
    [staffId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    by: row.by_name,
    byYourself: row.by_staff_id === staffId,
    occurredAt: row.occurred_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
  }));
}

/** Marks what happened up to the newest notice that the person was shown; again is harmless. */
export async function noteSeen(
  manager: EntityManager,
  staffId: string,
  noticeIds: readonly string[],
  now: number,
): Promise<void> {
  await manager.query(
    'UPDATE account_notice SET seen_at = $3 WHERE staff_id = $1 AND id = ANY($2::uuid[]) AND seen_at IS NULL',
    [staffId, [...noticeIds], new Date(now)],
  );
}
