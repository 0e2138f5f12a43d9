/**
 * Checks which of many open connections may stay open. The conditions are those of one request (not revoked, disabled,
 * signed out, expired or idle), checked for thousands of connections with one query for each kind of session, because
 * one lookup each every few seconds would be most of the database's work.
 */
import type { DataSource } from 'typeorm';
import type { BoardPrincipal, CustomerPrincipal } from '../principals.js';

/** A person who has not acted for so long is no longer signed in (NIST SP 800-63B-4). */
export const STAFF_IDLE_MS = 30 * 60_000;

type ConnectionPrincipal = BoardPrincipal | CustomerPrincipal;
type Kind = 'device' | 'staff' | 'customer';

/**
 * The query for each kind of connection: by the id of its device, whose token may be replaced while the connection is
 * open, or by the hash of its session's token. `$3` is now; `$4` is when a person must have acted last.
 */
const QUERIES: Readonly<Record<Kind, string>> = {
  device: `
    SELECT device.store_id, asked.name FROM asked
    JOIN enrolled_device_view device ON device.store_id = asked.store_id AND device.id = asked.name::uuid`,
  staff: `
    SELECT session.store_id, asked.name FROM asked
    JOIN staff_session_view session
      ON session.store_id = asked.store_id AND session.token_hash = decode(asked.name, 'hex')
    WHERE session.expires_at > $3 AND session.last_acted_at > $4`,
  customer: `
    SELECT session.store_id, asked.name FROM asked
    JOIN customer_session_view session
      ON session.store_id = asked.store_id AND session.token_hash = decode(asked.name, 'hex')
    WHERE session.link_revoked_at IS NULL AND session.expires_at > $3`,
};

const kindOf = ({ kind }: ConnectionPrincipal): Kind =>
  kind === 'staff' || kind === 'customer' ? kind : 'device';

const limitsOf = (kind: Kind, now: number): Date[] => {
  if (kind === 'device') return [];
  return kind === 'staff' ? [new Date(now), new Date(now - STAFF_IDLE_MS)] : [new Date(now)];
};

const nameOf = (connection: ConnectionPrincipal): string =>
  connection.kind === 'wall' || connection.kind === 'masked'
    ? connection.deviceId
    : Buffer.from(connection.session, 'base64url').toString('hex');

/** Identifies the device or session of a connection among all kinds. */
export const standingKey = (connection: ConnectionPrincipal): string =>
  `${kindOf(connection)} ${connection.storeId} ${nameOf(connection)}`;

/**
 * @param now Unix ms
 * @returns the keys of those that are valid
 */
export async function sessionsStanding(
  db: DataSource,
  connections: readonly ConnectionPrincipal[],
  now: number,
): Promise<ReadonlySet<string>> {
  const byKind = Map.groupBy(connections, kindOf);
  const standing = new Set<string>();
  for (const [kind, ofKind] of byKind) {
    const rows = await db.query<{ store_id: string; name: string }[]>(
      `WITH asked AS (SELECT * FROM unnest($1::text[], $2::text[]) AS line(store_id, name))${QUERIES[kind]}`,
      [ofKind.map(({ storeId }) => storeId), ofKind.map(nameOf), ...limitsOf(kind, now)],
    );
    for (const row of rows) standing.add(`${kind} ${row.store_id} ${row.name}`);
  }
  return standing;
}
