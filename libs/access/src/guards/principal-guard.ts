/** What all guards of callers do: who is it, may they do this, and may they do it at the store that the path names. */
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { type HttpRequest, paramOf, problem, type ProblemException } from '@curbline/platform';
import { type AnyPrincipal, reaches } from '../principals.js';
import { setPrincipal } from './principal.js';

const NOT_YOURS = {
  en: 'This store is not among yours, or is no longer.',
  fr: 'Ce magasin ne fait pas partie des vôtres, ou n’en fait plus partie.',
};

export abstract class PrincipalGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.admit(context.switchToHttp().getRequest<HttpRequest>());
    return true;
  }

  /**
   * Identifies the caller and sets them as the request's principal.
   * @throws ProblemException `not-signed-in`, `not-allowed`, `access-withdrawn`, or `link-gone`
   */
  async admit(request: HttpRequest): Promise<AnyPrincipal> {
    const principal = await this.identify(request);
    if (!principal) throw problem('not-signed-in');
    if (!this.isAllowed(principal)) throw problem('not-allowed');
    const storeId = paramOf(request, 'storeId');
    if (storeId !== undefined && !reaches(principal, storeId)) throw this.notReached(principal);
    setPrincipal(request, principal);
    await this.onAdmitted(principal);
    return principal;
  }

  protected abstract identify(request: HttpRequest): Promise<AnyPrincipal | undefined>;

  protected isAllowed(_principal: AnyPrincipal): boolean {
    return true;
  }

  /** What is said to a caller who may do this, but not at this store. */
  protected notReached({ kind }: AnyPrincipal): ProblemException {
    return problem('not-allowed', kind === 'manager' ? { detail: NOT_YOURS } : {});
  }

  protected async onAdmitted(_principal: AnyPrincipal): Promise<void> {}
}
