import { Injectable } from '@nestjs/common';
import { type DevicePrincipal, Sessions, verifySecret } from '@curbline/access';
import type { DeviceSession } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { PinAttemptsService } from './pin-attempts.service.js';

export interface SignedIn {
  /** The session's secret, for the cookie. */
  readonly token: string;
  readonly person: NonNullable<DeviceSession['signedIn']>;
}

/** Signs people in on an enrolled handheld, by PIN. */
@Injectable()
export class StaffSignInService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly pins: PinAttemptsService,
    private readonly sessions: Sessions,
    private readonly staff: StaffRepository,
    private readonly staffSessions: StaffSessionsRepository,
  ) {}

  /**
   * One person a device: whoever was signed in on it is signed out.
   * @param from the caller's address, which is known from then on.
   * @throws ProblemException `wrong-credentials`, the same for a wrong PIN and for nobody of the store;
   *   `too-many-requests` and `locked` after misses; `not-allowed` on a wall.
   */
  async withPin(device: DevicePrincipal, staffId: string, pin: string, from: string): Promise<SignedIn> {
    const { storeId } = device;
    if (device.deviceKind !== 'handheld') throw problem('not-allowed');
    const person = await this.staff.findAt(this.db.manager, storeId, staffId);
    const attempt = await this.pins.begin(device, staffId, person?.pinHash ?? null, from);
    const right = await verifySecret(person?.pinHash, pin);
    if (!person || !right) throw problem('wrong-credentials');
    await attempt.succeeded();
    const now = this.clock.now();
    const token = await inTransaction(this.db, async (manager) => {
      await this.staffSessions.endOnDevice(manager, device, now);
      return this.staffSessions.begin(manager, device, staffId, now);
    });
    this.sessions.forget();
    return { token, person: { staffId, name: person.name, role: person.role } };
  }

  /** Ends whatever session the device has; none is fine. */
  async endOnDevice(device: DevicePrincipal): Promise<void> {
    await this.staffSessions.endOnDevice(this.db.manager, device, this.clock.now());
    this.sessions.forget();
  }
}
