/** Signing in: a person on an enrolled handheld by PIN, a manager on any browser by password. */
import { Injectable } from '@nestjs/common';
import {
  type DevicePrincipal,
  hashToken,
  newToken,
  Sessions,
  STAFF_SESSION_MS,
  verifySecret,
} from '@curbline/access';
import type { DeviceSession } from '@curbline/contracts/http';
import type { StaffRole } from '@curbline/contracts/ids';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { beginManagerSession, type CameFrom } from './manager-sessions.repository.js';
import { PasswordAttemptsService } from './password-attempts.service.js';
import { PinAttemptsService } from './pin-attempts.service.js';

export interface SignedIn {
  /** The session's secret, for the cookie. */
  readonly token: string;
  readonly person: NonNullable<DeviceSession['signedIn']>;
}

interface ManagerRow {
  id: string;
  password_hash: string | null;
}

interface PersonRow {
  name: string;
  role: StaffRole;
  pin_hash: string | null;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly pins: PinAttemptsService,
    private readonly passwords: PasswordAttemptsService,
    private readonly sessions: Sessions,
  ) {}

  /**
   * One person a device: whoever was signed in on it is signed out.
   * @param from the caller's address, which is known from then on.
   * @throws ProblemException `wrong-credentials`, the same for a wrong PIN and for nobody of the store;
   *   `too-many-requests` and `locked` after misses; `not-allowed` on a wall.
   */
  async withPin(device: DevicePrincipal, staffId: string, pin: string, from: string): Promise<SignedIn> {
    const { storeId, deviceId } = device;
    if (device.deviceKind !== 'handheld') throw problem('not-allowed');
    const [person] = await this.db.query<PersonRow[]>(
      'SELECT name, role, pin_hash FROM staff WHERE id = $1 AND (store_id = $2 OR store_id IS NULL) AND disabled_at IS NULL',
      [staffId, storeId],
    );
    const attempt = await this.pins.begin(device, staffId, person?.pin_hash ?? null, from);
    const right = await verifySecret(person?.pin_hash, pin);
    if (!person || !right) throw problem('wrong-credentials');
    await attempt.succeeded();
    const token = newToken();
    const now = this.clock.now();
    await inTransaction(this.db, async (manager) => {
      await manager.query(
        'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND device_id = $2 AND ended_at IS NULL',
        [storeId, deviceId, new Date(now)],
      );
      await manager.query(
        `INSERT INTO staff_session (store_id, token_hash, staff_id, device_id, created_at, last_acted_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6)`,
        [storeId, hashToken(token), staffId, deviceId, new Date(now), new Date(now + STAFF_SESSION_MS)],
      );
    });
    this.sessions.forget();
    return { token, person: { staffId, name: person.name, role: person.role } };
  }

  /** Ends whatever session the device has; none is fine. */
  async endOnDevice({ storeId, deviceId }: DevicePrincipal): Promise<void> {
    await this.db.query(
      'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND device_id = $2 AND ended_at IS NULL',
      [storeId, deviceId, new Date(this.clock.now())],
    );
    this.sessions.forget();
  }

  /**
   * @param came from which address and browser.
   * @throws ProblemException `wrong-credentials`, the same for a wrong password and an unknown login;
   *   `too-many-requests` and `locked` after misses.
   */
  async withPassword(login: string, password: string, came: CameFrom): Promise<{ token: string }> {
    const name = login.toLowerCase();
    const place = { address: came.ip, browser: came.browser };
    const attempt = await this.passwords.begin(name, place);
    const [person] = await this.db.query<ManagerRow[]>(
      `SELECT id, password_hash FROM staff
       WHERE login = $1 AND disabled_at IS NULL AND role IN ('manager', 'admin')`,
      [name],
    );
    const right = await verifySecret(person?.password_hash, password);
    if (!person || !right) throw problem('wrong-credentials');
    await attempt.succeeded();
    return { token: await beginManagerSession(this.db, person.id, came, false, this.clock.now()) };
  }

  async endManagerSession(token: string): Promise<void> {
    await this.db.query(
      'UPDATE manager_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL',
      [hashToken(token), new Date(this.clock.now())],
    );
    this.sessions.forget();
  }
}
