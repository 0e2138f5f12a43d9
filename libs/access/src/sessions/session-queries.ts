/**
 * One query for each kind of session. The views and functions are the contract of order-service, which owns the tables;
 * the views leave out sessions that are ended, revoked or disabled.
 */
import type { DataSource } from 'typeorm';
import type { Card } from '@curbline/contracts/events';
import type { ShopScope } from '@curbline/contracts/http';
import type { DeviceKind, StaffRole } from '@curbline/contracts/ids';
import type { LinkStanding } from './link-end.js';

export interface CustomerRow {
  readonly trip_id: string;
  readonly expires_at: Date;
  readonly sharing: Card['trip']['sharing'];
  readonly closed_at: Date | null;
  readonly role: 'customer' | 'substitute';
}

export async function customerRow(
  db: DataSource,
  storeId: string,
  hash: Buffer,
): Promise<CustomerRow | undefined> {
  const rows = await db.query<CustomerRow[]>(
    `SELECT trip_id, expires_at, sharing, closed_at, role FROM customer_session_view
     WHERE store_id = $1 AND token_hash = $2 AND link_revoked_at IS NULL`,
    [storeId, hash],
  );
  return rows[0];
}

export interface HeldRow {
  /** The position in the list of requested sessions, from 1. */
  readonly ordinal: number;
  readonly trip_id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly closed_at: Date | null;
}

/** The valid ones of several customers' sessions. */
export function heldRows(
  db: DataSource,
  asked: readonly { readonly storeId: string; readonly hash: Buffer }[],
  now: Date,
): Promise<HeldRow[]> {
  return db.query<HeldRow[]>(
    `SELECT asked.ordinal::int AS ordinal, session.trip_id, session.created_at, session.closed_at, session.expires_at
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked(store_id, hash, ordinal)
     JOIN customer_session_view session
       ON session.store_id = asked.store_id AND session.token_hash = decode(asked.hash, 'hex')
     WHERE session.link_revoked_at IS NULL AND session.expires_at > $3
     ORDER BY asked.ordinal`,
    [asked.map(({ storeId }) => storeId), asked.map(({ hash }) => hash.toString('hex')), now],
  );
}

/** The state of the link that opened a session; undefined when the trip has no such session. */
export async function linkStanding(
  db: DataSource,
  storeId: string,
  hash: Buffer,
  tripId: string,
): Promise<LinkStanding | undefined> {
  const found = await db.query<LinkStanding[]>(
    `SELECT link_expires_at AS expires_at, link_revoked_at AS revoked_at, closed_at, store_name AS name,
            store_phone AS phone
     FROM customer_session_view WHERE store_id = $1 AND token_hash = $2 AND trip_id = $3`,
    [storeId, hash, tripId],
  );
  return found[0];
}

/**
 * The state of a device's token, which is replaced regularly. `ahead`: issued, or known from before a backup was
 * restored, and not current yet; `overlap`: replaced a moment ago and still valid; `reused`: replaced longer ago.
 */
export type TokenStanding = 'current' | 'ahead' | 'overlap' | 'reused';

/** How long a replaced token stays valid, for pending requests and other open pages. */
export const TOKEN_OVERLAP_MS = 5 * 60_000;

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly standing: TokenStanding;
  /** Updated by `SessionPrincipals` when the device calls. */
  last_seen_at: Date | null;
}

export async function deviceRow(
  db: DataSource,
  storeId: string,
  hash: Buffer,
  now: number,
): Promise<DeviceRow | undefined> {
  const rows = await db.query<DeviceRow[]>(
    `SELECT id, name, kind, 'current' AS standing, last_seen_at FROM enrolled_device_view WHERE store_id = $1 AND token_hash = $2
     UNION ALL
     SELECT id, name, kind, CASE WHEN is_newer THEN 'ahead' WHEN replaced_at > $3 THEN 'overlap' ELSE 'reused' END,
       last_seen_at
     FROM past_device_token_view WHERE store_id = $1 AND token_hash = $2`,
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
  /** Updated by `Sessions` when the person acts. */
  last_acted_at: Date;
}

export async function staffRow(db: DataSource, storeId: string, hash: Buffer): Promise<StaffRow | undefined> {
  const rows = await db.query<StaffRow[]>(
    `SELECT staff_id, device_id, name, role, expires_at, last_acted_at FROM staff_session_view
     WHERE store_id = $1 AND token_hash = $2`,
    [storeId, hash],
  );
  return rows[0];
}

export interface ManagerRow {
  readonly staff_id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly store_id: string | null;
  /** Null for all stores. */
  readonly store_ids: string[] | null;
  readonly regions: string[];
  readonly expires_at: Date;
  readonly confirmed_at: Date | null;
  readonly second_factor_at: Date | null;
  /** Whether the person has set a second factor up. */
  readonly has_factor: boolean;
  last_acted_at: Date;
}

export async function managerRow(db: DataSource, hash: Buffer): Promise<ManagerRow | undefined> {
  const rows = await db.query<ManagerRow[]>(
    `SELECT staff_id, name, role, store_id, store_ids, regions, expires_at, last_acted_at, confirmed_at,
            second_factor_at, has_factor
     FROM manager_session_view WHERE token_hash = $1`,
    [hash],
  );
  return rows[0];
}

export interface ShopRow {
  readonly shop_id: string;
  readonly scopes: readonly ShopScope[];
  readonly name: string;
  readonly store_ids: string[] | null;
  readonly expires_at: Date | null;
  /** Updated by `SessionPrincipals` when the key is used. */
  last_used_at: Date | null;
}

export async function shopRow(db: DataSource, hash: Buffer): Promise<ShopRow | undefined> {
  const rows = await db.query<ShopRow[]>(
    'SELECT shop_id, name, store_ids, scopes, expires_at, last_used_at FROM shop_key_view WHERE token_hash = $1',
    [hash],
  );
  return rows[0];
}

/** This and the notes below are written at most once a minute for each session, device and key. */
export async function noteStaffActed(db: DataSource, storeId: string, hash: Buffer, at: Date): Promise<void> {
  await db.query('SELECT note_staff_acted($1, $2, $3)', [storeId, hash, at]);
}

export async function noteManagerActed(db: DataSource, hash: Buffer, at: Date): Promise<void> {
  await db.query('SELECT note_manager_acted($1, $2)', [hash, at]);
}

export async function noteDeviceSeen(db: DataSource, storeId: string, id: string, at: Date): Promise<void> {
  await db.query('SELECT note_device_seen($1, $2, $3)', [storeId, id, at]);
}

export async function noteShopKeyUsed(db: DataSource, hash: Buffer, at: Date): Promise<void> {
  await db.query('SELECT note_shop_key_used($1, $2)', [hash, at]);
}

/** Whose session it is, as they are now; undefined when there is no such session. */
export async function managerStanding(
  db: DataSource,
  hash: Buffer,
): Promise<{ readonly role: StaffRole; readonly disabled_at: Date | null } | undefined> {
  const found = await db.query<{ role: StaffRole; disabled_at: Date | null }[]>(
    'SELECT role, disabled_at FROM manager_session_end_view WHERE token_hash = $1',
    [hash],
  );
  return found[0];
}
