/**
 * Behind a manager's guard, on what could take an account or a store over: people, devices, keys, links and
 * secrets. A session that lies open on a desk, or was stolen, is not enough for it (OWASP ASVS 5.0.0 7.5.1):
 * its holder must have proved who they are within the last ten minutes, by signing in or once more.
 */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock, problem } from '@curbline/platform';
import { Sessions } from '../sessions/sessions.js';
import { principalOf } from './principal.js';

/** How long a proof holds, milliseconds. */
export const CONFIRMED_FOR_MS = 10 * 60_000;

@Injectable()
export class ConfirmedGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `reauthentication-needed`; the same request may be sent again after the proof. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const principal = principalOf(context.switchToHttp().getRequest<object>());
    if (principal?.kind !== 'manager') throw new Error('ConfirmedGuard stands behind no guard of managers');
    if (this.holds(principal.confirmedAt)) return true;
    // What is kept may be two seconds old, and the proof may have been given to another copy of the program.
    if (this.holds(await this.sessions.managerConfirmedAt(principal))) return true;
    throw problem('reauthentication-needed');
  }

  private holds(confirmedAt: number | null): boolean {
    return confirmedAt !== null && this.clock.now() - confirmedAt < CONFIRMED_FOR_MS;
  }
}
