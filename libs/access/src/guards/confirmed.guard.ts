/**
 * Requires a manager to have confirmed their identity within the last ten minutes, by signing in or again. It follows a
 * guard of managers on routes that could take over an account or a store: people, devices, keys, links and secrets. An
 * unattended or stolen session is not enough for them (OWASP ASVS 5.0.0 7.5.1).
 */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Clock, problem } from '@curbline/platform';
import { Sessions } from '../sessions/sessions.js';
import { principalOf } from './principal.js';

/** How long a confirmation is valid, milliseconds. */
export const CONFIRMED_FOR_MS = 10 * 60_000;

@Injectable()
export class ConfirmedGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `reauthentication-needed`; the client may repeat the request after a confirmation. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const principal = principalOf(context.switchToHttp().getRequest<object>());
    if (principal?.kind !== 'manager') throw new Error('ConfirmedGuard must follow a guard of managers');
    if (this.isRecent(principal.confirmedAt)) return true;
    // The cached session may be two seconds old, and another copy of the program may have taken the confirmation.
    if (this.isRecent(await this.sessions.managerConfirmedAt(principal))) return true;
    throw problem('reauthentication-needed');
  }

  private isRecent(confirmedAt: number | null): boolean {
    return confirmedAt !== null && this.clock.now() - confirmedAt < CONFIRMED_FOR_MS;
  }
}
