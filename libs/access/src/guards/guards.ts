/**
 * One guard a kind of caller. Each refuses with 401 when nobody is known and with 403 when somebody is
 * but not here: where the path names a store, it must be one that the caller's reach covers.
 */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AttemptLimiter, headerOf, type HttpRequest, paramOf, problem } from '@curbline/platform';
import { type AnyPrincipal, reaches } from '../principals.js';
import { linkGone } from '../sessions/link-end.js';
import { Sessions } from '../sessions/sessions.js';
import { setPrincipal } from './principal.js';

abstract class PrincipalGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.admit(context.switchToHttp().getRequest<HttpRequest>());
    return true;
  }

  /**
   * Identifies the caller and sets them as the request's principal.
   * @throws ProblemException `not-signed-in`, `not-allowed`, or `link-gone`
   */
  async admit(request: HttpRequest): Promise<AnyPrincipal> {
    const principal = await this.identify(request);
    if (!principal) throw problem('not-signed-in');
    const storeId = paramOf(request, 'storeId');
    if (storeId !== undefined && !reaches(principal, storeId)) throw problem('not-allowed');
    if (!this.mayEnter(principal)) throw problem('not-allowed');
    setPrincipal(request, principal);
    await this.entered(principal);
    return principal;
  }

  protected abstract identify(request: HttpRequest): Promise<AnyPrincipal | undefined>;

  protected mayEnter(_principal: AnyPrincipal): boolean {
    return true;
  }

  protected async entered(_principal: AnyPrincipal): Promise<void> {}
}

/**
 * Whoever opened a link of the trip that the path names: its cookie, and no other, is looked at. Who came by a link
 * that has ended is told so, with the store to call.
 */
@Injectable()
export class CustomerGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    const cookie = headerOf(request, 'cookie');
    const tripId = paramOf(request, 'tripId');
    if (tripId === undefined) return undefined;
    const customer = await this.sessions.customer(cookie, tripId);
    const standing = customer ? undefined : await this.sessions.endedCustomer(cookie, tripId);
    if (standing) throw linkGone(standing);
    return customer;
  }
}

/** An enrolled device, with or without a person. */
@Injectable()
export class DeviceGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.device(headerOf(request, 'cookie'));
  }
}

/** Reads a board: a person signed in, a wall, or a handheld that nobody is using. */
@Injectable()
export class BoardGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.board(headerOf(request, 'cookie'));
  }
}

/** Acts on a board: a person, signed in and not idle. Each act puts the idle limit off. */
@Injectable()
export class StaffGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.staff(headerOf(request, 'cookie'));
  }

  protected override async entered(principal: AnyPrincipal): Promise<void> {
    if (principal.kind === 'staff') await this.sessions.noteActed(principal);
  }
}

/** A manager of the store, or an admin. */
@Injectable()
export class ManagerGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.manager(headerOf(request, 'cookie'));
  }

  protected override async entered(principal: AnyPrincipal): Promise<void> {
    if (principal.kind === 'manager') await this.sessions.noteActed(principal);
  }
}

/** A manager whose sign-in is complete, or who has yet to set a second factor up because this installation asks for one. */
@Injectable()
export class SettingUpGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.managerAtTheDoor(headerOf(request, 'cookie'));
  }

  protected override mayEnter(principal: AnyPrincipal): boolean {
    return principal.kind === 'manager' && principal.stage !== 'second-factor';
  }
}

/** A manager at any step of signing in: for those steps alone. */
@Injectable()
export class AtTheDoorGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  protected identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    return this.sessions.managerAtTheDoor(headerOf(request, 'cookie'));
  }
}

/** An admin: of all stores. */
@Injectable()
export class AdminGuard extends ManagerGuard {
  protected override mayEnter(principal: AnyPrincipal): boolean {
    return principal.kind === 'manager' && principal.role === 'admin' && principal.storeId === null;
  }
}

/** For the figures that everybody at a store may see. */
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

/** A shop's system with its API key. Wrong keys are counted against guessing. */
@Injectable()
export class ShopGuard extends PrincipalGuard {
  constructor(
    private readonly sessions: Sessions,
    private readonly guesses: AttemptLimiter,
  ) {
    super();
  }

  protected async identify(request: HttpRequest): Promise<AnyPrincipal | undefined> {
    const authorization = headerOf(request, 'authorization');
    if (authorization === undefined) return undefined;
    const guess = { kind: 'key', from: request.ip, unguessable: true };
    return this.guesses.attempt(guess, () => this.sessions.shop(authorization));
  }
}
