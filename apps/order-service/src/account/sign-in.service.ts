import { Injectable } from '@nestjs/common';
import { hashToken, Sessions, verifySecret } from '@curbline/access';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { PasswordAttemptsService } from './password-attempts.service.js';
import { StaffRepository } from '../staff/staff.repository.js';
import { type CameFrom, ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';

/** Signs managers in on any browser, by login and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly passwords: PasswordAttemptsService,
    private readonly sessions: Sessions,
    private readonly staff: StaffRepository,
    private readonly managerSessions: ManagerSessionsRepository,
  ) {}

  /**
   * @param came from which address and browser.
   * @throws ProblemException `wrong-credentials`, the same for a wrong password and an unknown login;
   *   `too-many-requests` and `locked` after misses.
   */
  async withPassword(login: string, password: string, came: CameFrom): Promise<{ token: string }> {
    const name = login.toLowerCase();
    const place = { address: came.ip, browser: came.browser };
    const attempt = await this.passwords.begin(name, place);
    const person = await this.staff.findByLogin(this.db.manager, name);
    const right = await verifySecret(person?.passwordHash, password);
    if (!person || !right) throw problem('wrong-credentials');
    await attempt.succeeded();
    return {
      token: await this.managerSessions.begin(this.db.manager, person.id, came, false, this.clock.now()),
    };
  }

  async endManagerSession(token: string): Promise<void> {
    await this.managerSessions.end(this.db.manager, hashToken(token), this.clock.now());
    this.sessions.forget();
  }
}
