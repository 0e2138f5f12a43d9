/** Lets in the customer of a trip, and their substitute where a route says so. */
import { type CustomDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { headerOf, type HttpRequest, paramOf, problem } from '@curbline/platform';
import type { AnyPrincipal } from '../principals.js';
import { linkGone } from '../sessions/link-end.js';
import { Sessions } from '../sessions/sessions.js';
import { PrincipalGuard } from './principal-guard.js';

const FOR_SUBSTITUTES = 'curbline:for-substitutes';

/** Marks what a substitute may do as the customer may. Everything else of a trip is the customer's alone. */
export const ForSubstitutes = (): CustomDecorator => SetMetadata(FOR_SUBSTITUTES, true);

/**
 * A customer who opened a link of the trip in the path, identified by the cookie of that trip only. When the link has
 * ended the refusal says so and names the store to call.
 */
@Injectable()
export class CustomerGuard extends PrincipalGuard {
  constructor(private readonly sessions: Sessions) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const principal = await this.admit(context.switchToHttp().getRequest<HttpRequest>());
    const isSubstitute = principal.kind === 'customer' && principal.role === 'substitute';
    if (isSubstitute && !Reflect.hasMetadata(FOR_SUBSTITUTES, context.getHandler()))
      throw problem('customer-only');
    return true;
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
