/**
 * Which of many open lines may stay open. What ends a session (revoked, disabled, signed out, expired, idle) is
 * the same as for one request; here it is asked for thousands in one query a kind, because a look-up each, every
 * few seconds, would be most of what the database does.
 */
import type { DataSource } from 'typeorm';
import type { BoardPrincipal, CustomerPrincipal } from '../principals.js';

/** NIST SP 800-63B-4: a person who has not tapped for so long is signed in no more. */
export const STAFF_IDLE_MS = 30 * 60_000;

type Line = BoardPrincipal | CustomerPrincipal;
type Kind = 'device' | 'staff' | 'customer';

/**
 * What a kind of line is asked by: the id of its device, whose tokens take turns while the line is open, or the hash of
 * its session's token. `$3` is now; `$4` is when a person must have tapped last.
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

const kindOf = ({ kind }: Line): Kind => (kind === 'staff' || kind === 'customer' ? kind : 'device');

const limitsOf = (kind: Kind, now: number): Date[] => {
  if (kind === 'device') return [];
  return kind === 'staff' ? [new Date(now), new Date(now - STAFF_IDLE_MS)] : [new Date(now)];
};

const nameOf = (line: Line): string =>
  line.kind === 'wall' || line.kind === 'masked'
    ? line.deviceId
    : Buffer.from(line.session, 'base64url').toString('hex');

/** Names a line's device or session among those of all kinds. */
export const standingKey = (line: Line): string => `${kindOf(line)} ${line.storeId} ${nameOf(line)}`;

/**
 * @param now Unix ms
 * @returns the keys of those that stand
 */
export async function sessionsStanding(
  db: DataSource,
  lines: readonly Line[],
  now: number,
): Promise<ReadonlySet<string>> {
  const byKind = Map.groupBy(lines, kindOf);
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
