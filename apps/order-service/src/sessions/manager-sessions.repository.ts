/** Sessions of managers. The id is the hash of the session's token, which opens nothing. */
import { Injectable } from '@nestjs/common';
import { hashToken, MANAGER_IDLE_MS, MANAGER_SESSION_MS, newToken } from '@curbline/access';
import type { OwnSession } from '@curbline/contracts/http';
import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { browserWords, networkWords } from './browser-words.js';
import { ManagerSessionEntity } from './manager-session.entity.js';

const MOST_LISTED = 100;

/** Where a session comes from. */
export interface CameFrom {
  readonly ip: string;
  readonly userAgent: string | undefined;
  /** By the cookie that the browser keeps, if it has one. */
  readonly browser?: string | undefined;
}

@Injectable()
export class ManagerSessionsRepository {
  /**
   * Begins a session.
   * @param secondFactor whether a second factor was part of the proof.
   * @param now Unix ms
   * @param confirmedAt when the person proved who they are, Unix ms; null when nobody knows.
   * @returns the session's secret, for the cookie.
   */
  async begin(
    manager: EntityManager,
    staffId: string,
    from: CameFrom,
    secondFactor: boolean,
    now: number,
    confirmedAt: number | null = now,
  ): Promise<string> {
    const token = newToken();
    const at = new Date(now);
    await manager.insert(ManagerSessionEntity, {
      tokenHash: hashToken(token),
      staffId,
      createdAt: at,
      lastActedAt: at,
      expiresAt: new Date(now + MANAGER_SESSION_MS),
      confirmedAt: confirmedAt === null ? null : new Date(Math.min(confirmedAt, now)),
      secondFactorAt: secondFactor ? at : null,
      deviceWords: browserWords(from.userAgent),
      network: networkWords(from.ip),
    });
    return token;
  }

  /** Those that work, the one in use last first. @param own the session that asks; @param now Unix ms */
  async list(manager: EntityManager, staffId: string, own: string, now: number): Promise<OwnSession[]> {
    const sessions = await manager.find(ManagerSessionEntity, {
      where: {
        staffId,
        endedAt: IsNull(),
        expiresAt: MoreThan(new Date(now)),
        lastActedAt: MoreThan(new Date(now - MANAGER_IDLE_MS)),
      },
      order: { lastActedAt: 'DESC' },
      take: MOST_LISTED,
    });
    return sessions.map(({ tokenHash, deviceWords, network, createdAt, lastActedAt }) => {
      const id = Buffer.from(tokenHash).toString('base64url');
      return {
        id,
        current: id === own,
        browser: deviceWords,
        network,
        signedInAt: createdAt.toISOString(),
        lastUsedAt: lastActedAt.toISOString(),
      };
    });
  }

  /** The person proved once more who they are. @param now Unix ms */
  async confirm(manager: EntityManager, tokenHash: Buffer, now: number): Promise<void> {
    const open = { tokenHash, endedAt: IsNull() };
    await manager.update(ManagerSessionEntity, open, { confirmedAt: new Date(now) });
  }

  /** The person showed a second factor. @param now Unix ms */
  async noteSecondFactor(manager: EntityManager, tokenHash: Buffer, now: number): Promise<void> {
    await manager.update(ManagerSessionEntity, { tokenHash }, { secondFactorAt: new Date(now) });
  }

  /** Ends a session; one that has ended is left as it is. @param now Unix ms */
  async end(manager: EntityManager, tokenHash: Buffer, now: number): Promise<void> {
    await manager.update(ManagerSessionEntity, { tokenHash, endedAt: IsNull() }, { endedAt: new Date(now) });
  }

  /** Ends one of the person's own; one that is not theirs, or has ended, is left as it is. @param now Unix ms */
  async endOwn(manager: EntityManager, staffId: string, id: string, now: number): Promise<void> {
    const own = { staffId, tokenHash: Buffer.from(id, 'base64url'), endedAt: IsNull() };
    await manager.update(ManagerSessionEntity, own, { endedAt: new Date(now) });
  }

  /** Deletes all sessions of a person who is being removed. */
  async deleteOf(manager: EntityManager, staffId: string): Promise<void> {
    await manager.delete(ManagerSessionEntity, { staffId });
  }

  /** Ends all sessions of a manager. @param except the one that goes on, if any. @param now Unix ms */
  async endAll(manager: EntityManager, staffId: string, now: number, except?: Buffer): Promise<void> {
    const open = { staffId, endedAt: IsNull(), ...(except && { tokenHash: Not(except) }) };
    await manager.update(ManagerSessionEntity, open, { endedAt: new Date(now) });
  }
}
