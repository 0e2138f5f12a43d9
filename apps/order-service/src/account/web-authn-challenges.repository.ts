/** Challenges of passkeys: random, for one purpose and one session, good once and for five minutes. */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { WebAuthnChallengeEntity } from './web-authn-challenge.entity.js';

export type ChallengePurpose = 'register' | 'sign-in' | 'second-factor' | 'reauthenticate';

export const CHALLENGE_LIFE_MS = 5 * 60_000;

@Injectable()
export class WebAuthnChallengesRepository {
  /** @param session the session that asks; null before a sign-in, where there is none. @param now Unix ms */
  async add(
    manager: EntityManager,
    challenge: string,
    purpose: ChallengePurpose,
    session: string | null,
    now: number,
  ): Promise<void> {
    await manager.delete(WebAuthnChallengeEntity, { expiresAt: LessThan(new Date(now)) });
    await manager.insert(WebAuthnChallengeEntity, {
      challengeHash: hashToken(challenge),
      purpose,
      sessionHash: hashOf(session),
      expiresAt: new Date(now + CHALLENGE_LIFE_MS),
    });
  }

  /** Uses a challenge up; of two at once with the same one, one gets true. @param now Unix ms */
  async use(
    manager: EntityManager,
    challenge: string,
    purpose: ChallengePurpose,
    session: string | null,
    now: number,
  ): Promise<boolean> {
    const challengeHash = hashToken(challenge);
    const found = await manager.findOne(WebAuthnChallengeEntity, {
      where: {
        challengeHash,
        purpose,
        sessionHash: hashOf(session) ?? IsNull(),
        expiresAt: MoreThan(new Date(now)),
      },
      lock: { mode: 'pessimistic_write' },
    });
    await manager.delete(WebAuthnChallengeEntity, { challengeHash });
    return found !== null;
  }
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
