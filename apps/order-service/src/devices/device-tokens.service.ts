/**
 * Changes the token of a screen once a day, and shuts a screen out when a token that was replaced long ago is used
 * again: then there are two who have it. ADR 24 says why each step is as it is.
 */
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type DevicePrincipal, hashToken, type SeenDeviceToken, Sessions } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { NoticesRepository } from '../notices/notices.repository.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { KNOWN_IN_ADVANCE, newRotationKey, successorOf } from './device-token-chain.js';
import { DeviceTokensRepository, type TurnRow } from './device-tokens.repository.js';
import { DevicesRepository } from './devices.repository.js';

/** A screen is given its next token at the first question that it asks so long after it got the last one. */
export const TOKEN_TURN_MS = 24 * 3_600_000;
/** How long a replaced token is remembered, so that using it is noticed; later it is unknown, and refused as that. */
export const REPLACED_KEPT_MS = 90 * 24 * 3_600_000;

@Injectable()
export class DeviceTokensService implements OnModuleInit {
  private readonly logger = new Logger('device-tokens');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly devices: DevicesRepository,
    private readonly tokens: DeviceTokensRepository,
    private readonly staff: StaffRepository,
    private readonly notices: NoticesRepository,
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
    const before = await this.tokens.readTurn(this.db.manager, storeId, deviceId, hash);
    if (before && isSettled(before, now)) return undefined;
    return inTransaction(this.db, async (manager) => {
      const turn = await this.tokens.readTurn(manager, storeId, deviceId, hash, 'lock');
      if (!turn || turn.asked_generation === null) return undefined;
      const { generation } = turn;
      const turnsBehind = generation - turn.asked_generation;
      const key = turn.rotation_key ?? newRotationKey();
      if (!turn.rotation_key) {
        await this.tokens.setRotationKey(manager, storeId, deviceId, key);
      }
      // An old token in its last minutes, or one that was just given out and has not taken over yet.
      if (turnsBehind !== 0) return turnsBehind > 0 ? successorOf(token, key, turnsBehind) : undefined;
      await this.tokens.noteChain(manager, { storeId, deviceId, token, generation, key });
      if (!isDue(turn, now)) return undefined;
      await this.tokens.noteIssued(manager, storeId, deviceId, generation + 1, now);
      return successorOf(token, key);
    });
  }

  /** A newer token than the current one is in use: it becomes the current one. */
  private async takeOver({ storeId, deviceId, hash }: SeenDeviceToken): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.db, (manager) => this.tokens.makeCurrent(manager, storeId, deviceId, hash, now));
  }

  /** A token that was replaced long ago is used: one of the two who have it is not the screen. Neither may go on. */
  private async shutOut({ storeId, deviceId, name }: SeenDeviceToken): Promise<void> {
    const now = this.clock.now();
    const isNew = await inTransaction(this.db, async (manager) => {
      const isOpen = await this.devices.lockOpen(manager, storeId, deviceId);
      if (!isOpen) return false;
      await this.devices.revoke(manager, storeId, deviceId, now);
      for (const id of await this.staff.managersOf(manager, storeId)) {
        await this.notices.add(manager, id, 'device-token-reused', { staffId: null, name }, now);
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
