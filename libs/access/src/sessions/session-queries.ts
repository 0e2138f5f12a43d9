/** The rows behind each kind of session, in one query each; ended, revoked and disabled ones are no rows. */
import type { DataSource } from 'typeorm';
import type { Card } from '@curbline/contracts/events';
import type { DeviceKind, StaffRole } from '@curbline/contracts/ids';
import type { LinkStanding } from './link-end.js';

export interface CustomerRow {
  readonly trip_id: string;
  readonly expires_at: Date;
  readonly sharing: Card['trip']['sharing'];
  readonly closed_at: Date | null;
}

export async function customerRow(
  db: DataSource,
  storeId: string,
  hash: Buffer,
): Promise<CustomerRow | undefined> {
  const rows = await db.query<CustomerRow[]>(
    `SELECT session.trip_id, LEAST(session.expires_at, link.expires_at) AS expires_at, trip.sharing, trip.closed_at
     FROM customer_session session
     JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
     JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
     WHERE session.store_id = $1 AND session.token_hash = $2 AND link.revoked_at IS NULL`,
    [storeId, hash],
  );
  return rows[0];
}

export interface HeldRow {
  /** Which of those asked for, counted from 1. */
  readonly ordinal: number;
  readonly trip_id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly closed_at: Date | null;
}

/** Customers' sessions that hold, of all those asked for at once. */
export function heldRows(
  db: DataSource,
  asked: readonly { readonly storeId: string; readonly hash: Buffer }[],
  now: Date,
): Promise<HeldRow[]> {
  return db.query<HeldRow[]>(
    `SELECT asked.ordinal::int AS ordinal, session.trip_id, session.created_at, trip.closed_at,
            LEAST(session.expires_at, link.expires_at) AS expires_at
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked(store_id, hash, ordinal)
     JOIN customer_session session
       ON session.store_id = asked.store_id AND session.token_hash = decode(asked.hash, 'hex')
     JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
     JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
     WHERE link.revoked_at IS NULL AND LEAST(session.expires_at, link.expires_at) > $3
     ORDER BY asked.ordinal`,
    [asked.map(({ storeId }) => storeId), asked.map(({ hash }) => hash.toString('hex')), now],
  );
}

/** How a link stands that a session was opened by; undefined when there is no such session of this trip. */
export async function linkStanding(
  db: DataSource,
  storeId: string,
  hash: Buffer,
  tripId: string,
): Promise<LinkStanding | undefined> {
  const found = await db.query<LinkStanding[]>(
    `SELECT link.expires_at, link.revoked_at, trip.closed_at, store.name, store.phone
     FROM customer_session session
     JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
     JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
     JOIN store ON store.id = session.store_id
     WHERE session.store_id = $1 AND session.token_hash = $2 AND session.trip_id = $3`,
    [storeId, hash, tripId],
  );
  return found[0];
}

/**
 * A device's tokens take turns. `ahead`: given out, or known from before a backup was restored, and not the current
 * one yet; `overlap`: replaced a moment ago, still good; `reused`: replaced for longer, and yet somebody has it.
 */
export type TokenStanding = 'current' | 'ahead' | 'overlap' | 'reused';

/** So long does a replaced token still work: for requests under way, and pages that are open beside. */
export const TOKEN_OVERLAP_MS = 5 * 60_000;

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly standing: TokenStanding;
}

export async function deviceRow(
  db: DataSource,
  storeId: string,
  hash: Buffer,
  now: number,
): Promise<DeviceRow | undefined> {
  const rows = await db.query<DeviceRow[]>(
    `SELECT id, name, kind, 'current' AS standing FROM device
     WHERE store_id = $1 AND token_hash = $2 AND revoked_at IS NULL
     UNION ALL
     SELECT device.id, device.name, device.kind, CASE
       WHEN token.generation > device.generation THEN 'ahead'
       WHEN COALESCE(token.replaced_at, device.rotated_at) > $3 THEN 'overlap'
       ELSE 'reused' END
     FROM device_token token
     JOIN device ON device.store_id = token.store_id AND device.id = token.device_id
     WHERE token.store_id = $1 AND token.token_hash = $2 AND device.token_hash <> $2 AND device.revoked_at IS NULL`,
    [storeId, hash, new Date(now - TOKEN_OVERLAP_MS)],
  );
  return rows[0];
}

export interface StaffRow {
  readonly staff_id: string;
  readonly device_id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly expires_at: Date;
  /** Moved on by `Sessions` as the person acts. */
  last_acted_at: Date;
}

export async function staffRow(db: DataSource, storeId: string, hash: Buffer): Promise<StaffRow | undefined> {
  const rows = await db.query<StaffRow[]>(
    `SELECT session.staff_id, session.device_id, staff.name, staff.role, session.expires_at, session.last_acted_at
     FROM staff_session session
     JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL
     JOIN device ON device.store_id = session.store_id AND device.id = session.device_id AND device.revoked_at IS NULL
     WHERE session.store_id = $1 AND session.token_hash = $2 AND session.ended_at IS NULL
       AND (staff.store_id IS NULL OR staff.store_id = session.store_id)`,
    [storeId, hash],
  );
  return rows[0];
}

export interface ManagerRow {
  readonly staff_id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly store_id: string | null;
  readonly expires_at: Date;
  readonly confirmed_at: Date | null;
  readonly second_factor_at: Date | null;
  /** Whether the person has set a second factor up. */
  readonly has_factor: boolean;
  last_acted_at: Date;
}

export async function managerRow(db: DataSource, hash: Buffer): Promise<ManagerRow | undefined> {
  const rows = await db.query<ManagerRow[]>(
    `SELECT session.staff_id, staff.name, staff.role, staff.store_id, session.expires_at, session.last_acted_at,
       session.confirmed_at, session.second_factor_at,
       (EXISTS (SELECT 1 FROM passkey WHERE passkey.staff_id = staff.id)
         OR EXISTS (SELECT 1 FROM totp WHERE totp.staff_id = staff.id AND totp.confirmed_at IS NOT NULL)) AS has_factor
     FROM manager_session session
     JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND staff.role IN ('manager', 'admin')
     WHERE session.token_hash = $1 AND session.ended_at IS NULL`,
    [hash],
  );
  return rows[0];
}

export interface ShopRow {
  readonly shop_id: string;
  readonly name: string;
  readonly store_ids: string[] | null;
}

export async function shopRow(db: DataSource, hash: Buffer): Promise<ShopRow | undefined> {
  const rows = await db.query<ShopRow[]>(
    'SELECT shop_id, name, store_ids FROM shop_key WHERE token_hash = $1 AND revoked_at IS NULL',
    [hash],
  );
  return rows[0];
}

/** Writes at most once a minute a session: enough for an idle limit of half an hour. */
export async function noteStaffActed(db: DataSource, storeId: string, hash: Buffer, at: Date): Promise<void> {
  await db.query('UPDATE staff_session SET last_acted_at = $3 WHERE store_id = $1 AND token_hash = $2', [
    storeId,
    hash,
    at,
  ]);
}

export async function noteManagerActed(db: DataSource, hash: Buffer, at: Date): Promise<void> {
  await db.query('UPDATE manager_session SET last_acted_at = $2 WHERE token_hash = $1', [hash, at]);
}
