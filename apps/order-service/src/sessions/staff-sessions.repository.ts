/** Sessions of people who signed in with a PIN on a handheld. */
import { Injectable } from '@nestjs/common';
import { hashToken, newToken, STAFF_IDLE_MS, STAFF_SESSION_MS } from '@curbline/access';
import { type EntityManager, type FindOptionsWhere, IsNull, Not } from 'typeorm';
import { StaffSessionEntity } from './staff-session.entity.js';

/** A session with the name of its device. */
export type ListedSession = Pick<StaffSessionEntity, 'tokenHash' | 'createdAt' | 'lastActedAt'> & {
  readonly deviceName: string;
};

type Person = Pick<StaffSessionEntity, 'storeId' | 'staffId'>;
type Device = Pick<StaffSessionEntity, 'storeId' | 'deviceId'>;

@Injectable()
export class StaffSessionsRepository {
  /** @param now Unix ms; @returns the session's secret, for the cookie. */
  async begin(
    manager: EntityManager,
    { storeId, deviceId }: Device,
    staffId: string,
    now: number,
  ): Promise<string> {
    const token = newToken();
    const at = new Date(now);
    await manager.insert(StaffSessionEntity, {
      storeId,
      tokenHash: hashToken(token),
      staffId,
      deviceId,
      createdAt: at,
      lastActedAt: at,
      expiresAt: new Date(now + STAFF_SESSION_MS),
    });
    return token;
  }

  /** Those that work, in all of which a tap was made lately; the one in use last first. @param now Unix ms */
  list(manager: EntityManager, { storeId, staffId }: Person, now: number): Promise<ListedSession[]> {
    return manager.query<ListedSession[]>(
      `SELECT session.token_hash AS "tokenHash", device.name AS "deviceName", session.created_at AS "createdAt",
              session.last_acted_at AS "lastActedAt"
       FROM staff_session session
       JOIN device ON device.store_id = session.store_id AND device.id = session.device_id
         AND device.revoked_at IS NULL
       WHERE session.store_id = $1 AND session.staff_id = $2 AND session.ended_at IS NULL
         AND session.expires_at > $3 AND session.last_acted_at > $4
       ORDER BY session.last_acted_at DESC LIMIT 50`,
      [storeId, staffId, new Date(now), new Date(now - STAFF_IDLE_MS)],
    );
  }

  /** Ends one of the person's own at this store; another's is left as it is. @param now Unix ms */
  endOwn(manager: EntityManager, { storeId, staffId }: Person, id: string, now: number): Promise<void> {
    return this.end(manager, { storeId, staffId, tokenHash: Buffer.from(id, 'base64url') }, now);
  }

  /** Ends whatever sessions a person has, at all stores. @param now Unix ms */
  endOfPerson(manager: EntityManager, staffId: string, now: number): Promise<void> {
    return this.end(manager, { staffId }, now);
  }

  /**
   * Ends all but one of the person's sessions, at all stores.
   * @param except the hash of the token of the one that goes on
   * @param now Unix ms
   */
  endOthers(manager: EntityManager, staffId: string, except: Buffer, now: number): Promise<void> {
    return this.end(manager, { staffId, tokenHash: Not(except) }, now);
  }

  /** Ends whatever session the device has; none is fine. @param now Unix ms */
  endOnDevice(manager: EntityManager, { storeId, deviceId }: Device, now: number): Promise<void> {
    return this.end(manager, { storeId, deviceId }, now);
  }

  private async end(
    manager: EntityManager,
    which: FindOptionsWhere<StaffSessionEntity>,
    now: number,
  ): Promise<void> {
    await manager.update(StaffSessionEntity, { ...which, endedAt: IsNull() }, { endedAt: new Date(now) });
  }
}
