/**
 * Changes the token of a screen once a day, and shuts a screen out when a token that was replaced long ago is used
 * again: then there are two who have it. ADR 24 says why each step is as it is.
 */
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type DevicePrincipal, hashToken, type SeenDeviceToken, Sessions } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { notifyOwner } from '../account/notices.repository.js';
import { KNOWN_IN_ADVANCE, newRotationKey, noteChain, successorOf } from './device-token-chain.js';
import { revokeDevice } from './devices.repository.js';

/** A screen is given its next token at the first question that it asks so long after it got the last one. */
export const TOKEN_TURN_MS = 24 * 3_600_000;
/**
 * From so long after it was given out, a token that is used replaces the one before. Browsers write their cookies to
 * the disk within half a minute: one that loses power before that comes back with the old token, which still holds.
 */
export const TOKEN_SETTLES_MS = 60_000;
/** How long a replaced token is remembered, so that using it is noticed; later it is unknown, and refused as that. */
export const REPLACED_KEPT_MS = 90 * 24 * 3_600_000;

interface TurnRow {
  generation: number;
  rotation_key: Buffer | null;
  since: Date;
  known_to: number | null;
  asked_generation: number | null;
}

@Injectable()
export class DeviceTokensService implements OnModuleInit {
  private readonly logger = new Logger('device-tokens');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.sessions.watchDeviceTokens((seen) =>
      seen.standing === 'ahead' ? this.takeOver(seen) : this.shutOut(seen),
    );
  }

  /**
   * What a screen that shows `token` should hold from now on.
   * @returns the token to give it; `undefined` while its own is the right one.
   */
  async renewed({ storeId, deviceId }: DevicePrincipal, token: string): Promise<string | undefined> {
    const now = this.clock.now();
    const hash = hashToken(token);
    const before = await readTurn(this.db.manager, storeId, deviceId, hash, '');
    if (before && isSettled(before, now)) return undefined;
    return inTransaction(this.db, async (manager) => {
      const turn = await readTurn(manager, storeId, deviceId, hash, 'FOR UPDATE OF device');
      if (!turn || turn.asked_generation === null) return undefined;
      const { generation } = turn;
      const turnsBehind = generation - turn.asked_generation;
      const key = turn.rotation_key ?? newRotationKey();
      if (!turn.rotation_key) {
        await manager.query('UPDATE device SET rotation_key = $3 WHERE store_id = $1 AND id = $2', [
          storeId,
          deviceId,
          key,
        ]);
      }
      // An old token in its last minutes, or one that was just given out and has not taken over yet.
      if (turnsBehind !== 0) return turnsBehind > 0 ? successorOf(token, key, turnsBehind) : undefined;
      await noteChain(manager, { storeId, deviceId, token, generation, key });
      if (!isDue(turn, now)) return undefined;
      await manager.query(
        `UPDATE device_token SET issued_at = $4
         WHERE store_id = $1 AND device_id = $2 AND generation = $3 AND issued_at IS NULL`,
        [storeId, deviceId, generation + 1, new Date(now)],
      );
      return successorOf(token, key);
    });
  }

  /** A newer token than the current one is in use: it becomes the current one. */
  private async takeOver({ storeId, deviceId, hash }: SeenDeviceToken): Promise<void> {
    const now = new Date(this.clock.now());
    await inTransaction(this.db, async (manager) => {
      // The device's row first, as in `renewed`: whoever holds it decides what is current.
      await manager.query('SELECT id FROM device WHERE store_id = $1 AND id = $2 FOR UPDATE', [
        storeId,
        deviceId,
      ]);
      await manager.query(
        `UPDATE device SET token_hash = token.token_hash, generation = token.generation, rotated_at = $4
         FROM device_token token
         WHERE device.store_id = $1 AND device.id = $2 AND token.store_id = $1 AND token.device_id = $2
           AND token.token_hash = $3 AND token.generation > device.generation AND device.revoked_at IS NULL
           AND (token.issued_at IS NULL OR token.issued_at <= $5)`,
        [storeId, deviceId, hash, now, new Date(now.getTime() - TOKEN_SETTLES_MS)],
      );
      await manager.query(
        `UPDATE device_token token SET replaced_at = $3 FROM device
         WHERE token.store_id = $1 AND token.device_id = $2 AND token.replaced_at IS NULL
           AND device.store_id = $1 AND device.id = $2 AND token.generation < device.generation`,
        [storeId, deviceId, now],
      );
    });
  }

  /** A token that was replaced long ago is used: one of the two who have it is not the screen. Neither may go on. */
  private async shutOut({ storeId, deviceId, name }: SeenDeviceToken): Promise<void> {
    const now = this.clock.now();
    const isNew = await inTransaction(this.db, async (manager) => {
      const [open] = await manager.query<{ id: string }[]>(
        'SELECT id FROM device WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL FOR UPDATE',
        [storeId, deviceId],
      );
      if (!open) return false;
      await revokeDevice(manager, storeId, deviceId, now);
      const managers = await manager.query<{ id: string }[]>(
        `SELECT id FROM staff WHERE (store_id = $1 OR store_id IS NULL) AND role IN ('manager', 'admin')
           AND disabled_at IS NULL ORDER BY id`,
        [storeId],
      );
      for (const { id } of managers) {
        await notifyOwner(manager, id, 'device-token-reused', { staffId: null, name }, now);
      }
      return true;
    });
    if (!isNew) return;
    this.sessions.forget();
    this.logger.warn(
      { storeId, deviceId },
      'Somebody used an old cookie of a screen, which may have been copied. The screen was revoked; enroll it again.',
    );
  }
}

const isDue = ({ since }: TurnRow, now: number): boolean => now - since.getTime() >= TOKEN_TURN_MS;

/** Whether there is nothing to do: the token is the current one, is not due, and the next ones are noted. */
const isSettled = (turn: TurnRow, now: number): boolean =>
  turn.asked_generation === turn.generation &&
  !isDue(turn, now) &&
  (turn.known_to ?? 0) >= turn.generation + KNOWN_IN_ADVANCE;

async function readTurn(
  manager: EntityManager,
  storeId: string,
  deviceId: string,
  hash: Buffer,
  lock: '' | 'FOR UPDATE OF device',
): Promise<TurnRow | undefined> {
  const [row] = await manager.query<TurnRow[]>(
    `SELECT device.generation, device.rotation_key, COALESCE(device.rotated_at, device.enrolled_at) AS since,
       (SELECT max(generation) FROM device_token WHERE store_id = $1 AND device_id = $2) AS known_to,
       CASE WHEN device.token_hash = $3 THEN device.generation ELSE
         (SELECT generation FROM device_token WHERE store_id = $1 AND device_id = $2 AND token_hash = $3)
       END AS asked_generation
     FROM device WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL ${lock}`,
    [storeId, deviceId, hash],
  );
  return row;
}
