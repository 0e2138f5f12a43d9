/** A manager's own sessions: begun, listed, ended. The id is the hash of the session's token, which opens nothing. */
import { hashToken, MANAGER_IDLE_MS, MANAGER_SESSION_MS, newToken } from '@curbline/access';
import type { OwnSession } from '@curbline/contracts/http';
import type { DataSource, EntityManager } from 'typeorm';
import { browserWords, networkWords } from './browser-words.js';

/** Where a session comes from. */
export interface CameFrom {
  readonly ip: string;
  readonly userAgent: string | undefined;
  /** By the cookie that the browser keeps, if it has one. */
  readonly browser?: string | undefined;
}

/**
 * Begins a session for who has just proved who they are.
 * @param secondFactor whether a second factor was part of the proof.
 * @param now Unix ms; @returns the session's secret, for the cookie.
 */
export async function beginManagerSession(
  db: DataSource | EntityManager,
  staffId: string,
  from: CameFrom,
  secondFactor: boolean,
  now: number,
): Promise<string> {
  const token = newToken();
  const at = new Date(now);
  await db.query(
    `INSERT INTO manager_session (token_hash, staff_id, created_at, last_acted_at, expires_at, confirmed_at,
       second_factor_at, device_words, network)
     VALUES ($1, $2, $3, $3, $4, $3, $5, $6, $7)`,
    [
      hashToken(token),
      staffId,
      at,
      new Date(now + MANAGER_SESSION_MS),
      secondFactor ? at : null,
      browserWords(from.userAgent),
      networkWords(from.ip),
    ],
  );
  return token;
}

interface SessionRow {
  token_hash: Buffer;
  created_at: Date;
  last_acted_at: Date;
  device_words: string;
  network: string;
}

/** Those that work, the one in use last first. @param own the session that asks; @param now Unix ms */
export async function listOwnSessions(
  manager: EntityManager,
  staffId: string,
  own: string,
  now: number,
): Promise<OwnSession[]> {
  const rows = await manager.query<SessionRow[]>(
    `SELECT token_hash, created_at, last_acted_at, device_words, network FROM manager_session
     WHERE staff_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_acted_at > $3
     ORDER BY last_acted_at DESC LIMIT 100`,
    [staffId, new Date(now), new Date(now - MANAGER_IDLE_MS)],
  );
  return rows.map((row) => {
    const id = Buffer.from(row.token_hash).toString('base64url');
    return {
      id,
      current: id === own,
      browser: row.device_words,
      network: row.network,
      signedInAt: row.created_at.toISOString(),
      lastUsedAt: row.last_acted_at.toISOString(),
    };
  });
}

/** One of the person's own; one that is not theirs, or has ended, is left as it is. */
export async function endOwnSession(
  manager: EntityManager,
  staffId: string,
  id: string,
  now: number,
): Promise<void> {
  await manager.query(
    'UPDATE manager_session SET ended_at = $3 WHERE staff_id = $1 AND token_hash = $2 AND ended_at IS NULL',
    [staffId, Buffer.from(id, 'base64url'), new Date(now)],
  );
}

/** Ends all sessions of a manager. @param except the one that goes on, if any. @param now Unix ms */
export async function endManagerSessions(
  manager: EntityManager,
  staffId: string,
  now: number,
  except: Buffer = Buffer.alloc(0),
): Promise<void> {
  await manager.query(
    'UPDATE manager_session SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL AND token_hash <> $3',
    [staffId, new Date(now), except],
  );
}
