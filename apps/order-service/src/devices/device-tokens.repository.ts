/** The tokens of devices, which take turns: stored as hashes, the next ones in advance. ADR 24 says why. */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { type EntityManager, IsNull } from 'typeorm';
import { type ChainLink, KNOWN_IN_ADVANCE, successorOf } from './device-token-chain.js';
import { DeviceEntity } from './device.entity.js';
import { DeviceTokenEntity } from './device-token.entity.js';

/**
 * From so long after it was given out, a token that is used replaces the one before. Browsers write their cookies to
 * the disk within half a minute: one that loses power before that comes back with the old token, which still holds.
 */
export const TOKEN_SETTLES_MS = 60_000;

/** How the tokens of a device stand. */
export interface TurnRow {
  generation: number;
  rotation_key: Buffer | null;
  since: Date;
  known_to: number | null;
  asked_generation: number | null;
}

@Injectable()
export class DeviceTokensRepository {
  /** @param hash of the token that the device shows. @param lock holds the device's row to the end of the transaction. */
  async readTurn(
    manager: EntityManager,
    storeId: string,
    deviceId: string,
    hash: Buffer,
    lock?: 'lock',
  ): Promise<TurnRow | undefined> {
    const [row] = await manager.query<TurnRow[]>(
      `SELECT device.generation, device.rotation_key, COALESCE(device.rotated_at, device.enrolled_at) AS since,
         (SELECT max(generation) FROM device_token WHERE store_id = $1 AND device_id = $2) AS known_to,
         CASE WHEN device.token_hash = $3 THEN device.generation ELSE
           (SELECT generation FROM device_token WHERE store_id = $1 AND device_id = $2 AND token_hash = $3)
         END AS asked_generation
       FROM device WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL ${lock ? 'FOR UPDATE OF device' : ''}`,
      [storeId, deviceId, hash],
    );
    return row;
  }

  /** Notes the hashes of this token and the next ones; those that are known stay as they are. */
  async noteChain(manager: EntityManager, link: ChainLink): Promise<void> {
    const hashes: string[] = [];
    const generations: number[] = [];
    let { token } = link;
    for (let turn = 0; turn <= KNOWN_IN_ADVANCE; turn += 1) {
      hashes.push(hashToken(token).toString('hex'));
      generations.push(link.generation + turn);
      token = successorOf(token, link.key);
    }
    await manager.query(
      `INSERT INTO device_token (store_id, token_hash, device_id, generation)
       SELECT $1, decode(hash, 'hex'), $2, generation
       FROM unnest($3::text[], $4::int[]) AS chain(hash, generation) ON CONFLICT DO NOTHING`,
      [link.storeId, link.deviceId, hashes, generations],
    );
  }

  async setRotationKey(manager: EntityManager, storeId: string, id: string, key: Buffer): Promise<void> {
    await manager.update(DeviceEntity, { storeId, id }, { rotationKey: key });
  }

  /** Notes when a token was given out first. @param now Unix ms */
  async noteIssued(
    manager: EntityManager,
    storeId: string,
    deviceId: string,
    generation: number,
    now: number,
  ): Promise<void> {
    const token = { storeId, deviceId, generation, issuedAt: IsNull() };
    await manager.update(DeviceTokenEntity, token, { issuedAt: new Date(now) });
  }

  /** Makes a token that is newer than the current one the current one, if it has settled. @param now Unix ms */
  async makeCurrent(
    manager: EntityManager,
    storeId: string,
    deviceId: string,
    hash: Buffer,
    now: number,
  ): Promise<void> {
    // The device's row first, as in `readTurn`: whoever holds it decides what is current.
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
      [storeId, deviceId, hash, new Date(now), new Date(now - TOKEN_SETTLES_MS)],
    );
    await manager.query(
      `UPDATE device_token token SET replaced_at = $3 FROM device
       WHERE token.store_id = $1 AND token.device_id = $2 AND token.replaced_at IS NULL
         AND device.store_id = $1 AND device.id = $2 AND token.generation < device.generation`,
      [storeId, deviceId, new Date(now)],
    );
  }
}
