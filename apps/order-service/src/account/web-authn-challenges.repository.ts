/** Challenges of passkeys: random, for one purpose and one session, good once and for five minutes. */
import { hashToken } from '@curbline/access';
import type { EntityManager } from 'typeorm';

export type ChallengePurpose = 'register' | 'sign-in' | 'second-factor' | 'reauthenticate';

export const CHALLENGE_LIFE_MS = 5 * 60_000;

/** @param session the session that asks; null at the door, where there is none. @param now Unix ms */
export async function keepChallenge(
  manager: EntityManager,
  challenge: string,
  purpose: ChallengePurpose,
  session: string | null,
  now: number,
): Promise<void> {
  await manager.query('DELETE FROM web_authn_challenge WHERE expires_at < $1', [new Date(now)]);
  await manager.query(
    `INSERT INTO web_authn_challenge (challenge_hash, purpose, session_hash, expires_at)
     VALUES ($1, $2, $3, $4)`,
    [hashToken(challenge), purpose, hashOf(session), new Date(now + CHALLENGE_LIFE_MS)],
  );
}

/** Uses a challenge up; of two at once with the same one, one gets true. */
export async function useChallenge(
  manager: EntityManager,
  challenge: string,
  purpose: ChallengePurpose,
  session: string | null,
  now: number,
): Promise<boolean> {
  const hash = hashToken(challenge);
  const found = await manager.query<unknown[]>(
    `SELECT 1 FROM web_authn_challenge
     WHERE challenge_hash = $1 AND purpose = $2 AND session_hash IS NOT DISTINCT FROM $3::bytea AND expires_at > $4
     FOR UPDATE`,
    [hash, purpose, hashOf(session), new Date(now)],
  );
  await manager.query('DELETE FROM web_authn_challenge WHERE challenge_hash = $1', [hash]);
  return found.length > 0;
}

/** The challenge that a browser's answer names; undefined when there is none in it. */
export function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    const challenge: unknown =
      typeof data === 'object' && data !== null ? Reflect.get(data, 'challenge') : undefined;
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}

const hashOf = (session: string | null): Buffer | null =>
  session === null ? null : Buffer.from(session, 'base64url');
