/**
 * One guard for each kind of caller but the customer. Each refuses with 401 when the caller is unknown, and with 403 when
 * the caller may not act in the store that the path names.
 */
import { Injectable } from '@nestjs/common';
import {
  AttemptLimiter,
  headerOf,
  type HttpRequest,
  paramOf,
  problem,
  type ProblemException,
} from '@curbline/platform';
import { type AnyPrincipal, isAdmin, reaches } from '../principals.js';
import { Sessions } from '../sessions/sessions.js';
import { PrincipalGuard } from './principal-guard.js';

/** An enrolled device, with or without a signed-in person. */
@Injectable()
export class DeviceGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.device(headerOf(request, 'cookie'));
  }
}

/** Whoever may read a board: a signed-in person, a wall, or a handheld without a person. */
@Injectable()
export class BoardGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.board(headerOf(request, 'cookie'));
  }
}

/** Whoever may act on a board: a signed-in person who is not idle. Each request restarts the idle timeout. */
@Injectable()
export class StaffGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.staff(headerOf(request, 'cookie'));
  }

  protected override async onAdmitted(principal: AnyPrincipal): Promise<void> {
    if (principal.kind === 'staff') await this.sessions.noteActed(principal);
  }
}

/** A manager of the store, or an admin. */
@Injectable()
export class ManagerGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  /** Whoever lost their role, or was disabled, while they were signed in is told so. */
  protected async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    const cookie = headerOf(request, 'cookie');
    const manager = await this.sessions.manager(cookie);
    if (!manager && (await this.sessions.isWithdrawn(cookie))) throw problem('access-withdrawn');
    return manager;
  }

  protected override async onAdmitted(principal: AnyPrincipal): Promise<void> {
    if (principal.kind === 'manager') await this.sessions.noteActed(principal);
  }
}

/** A manager whose sign-in is complete, or who still has to set up the second factor that this installation requires. */
@Injectable()
export class SettingUpGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.managerAtTheDoor(headerOf(request, 'cookie'));
  }

  protected override isAllowed(principal: AnyPrincipal): boolean {
    return principal.kind === 'manager' && principal.stage !== 'second-factor';
  }
}

/** A manager at any stage of the sign-in; only for the routes of the sign-in itself. */
@Injectable()
export class AtTheDoorGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.managerAtTheDoor(headerOf(request, 'cookie'));
  }
}

/** An admin of all stores. */
@Injectable()
export class AdminGuard extends ManagerGuard {
  protected override isAllowed(principal: AnyPrincipal): boolean {
    return isAdmin(principal);
  }
}

/** A board of the store, or one of its managers. */
@Injectable()
export class BoardOrManagerGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    const cookie = headerOf(request, 'cookie');
    const storeId = paramOf(request, 'storeId') ?? '';
    const board = await this.sessions.board(cookie);
    if (board && reaches(board, storeId)) return board;
    return (await this.sessions.manager(cookie)) ?? board;
  }
}

/** A caller with an API key. Wrong keys count as failed attempts. */
@Injectable()
abstract class KeyGuard extends PrincipalGuard {
  constructor(
    protected readonly sessions: Sessions,
    private readonly attempts: AttemptLimiter,
  ) {
    super();
  }

  protected async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) return undefined;
    const attempt = { kind: 'key', from: request.ip, unguessable: true };
    return this.attempts.attempt(attempt, () => this.sessions.shop(authorization));
  }
}

/** A shop's system with its API key, which must be one for orders. */
@Injectable()
export class ShopGuard extends KeyGuard {
  protected override isAllowed(principal: AnyPrincipal): boolean {
    return principal.kind === 'shop' && principal.scopes.includes('orders');
  }

  /** A shop is not told which stores there are besides its own. */
  protected override notReached(): ProblemException {
    return problem('store-unknown');
  }
}

/** Whoever may read a store's figures: its managers, admins, and a program with a key that has the scope `figures`. */
@Injectable()
export class FiguresGuard extends KeyGuard {
  protected override async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return (await super.identify(request)) ?? this.sessions.manager(headerOf(request, 'cookie'));
  }

  protected override isAllowed(principal: AnyPrincipal): boolean {
    return principal.kind === 'shop' ? principal.scopes.includes('figures') : principal.kind === 'manager';
  }

  protected override async onAdmitted(principal: AnyPrincipal): Promise<void> {
    if (principal.kind === 'manager') await this.sessions.noteActed(principal);
  }
}
