/** The principal of a request: set by the guard that admitted it, read by the handler. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { noteCaller } from '@curbline/platform';
import type { AnyPrincipal } from '../principals.js';

/** Not exported, so that only `setPrincipal` can set a principal. */
const PRINCIPAL = Symbol('principal');

interface RequestWithPrincipal {
  [PRINCIPAL]?: AnyPrincipal;
}

export function setPrincipal(request: object, principal: AnyPrincipal): void {
  (request as RequestWithPrincipal)[PRINCIPAL] = principal;
  noteCaller(request, principal.session);
}

/** Undefined on public routes. */
export function principalOf(request: object): AnyPrincipal | undefined {
  return (request as RequestWithPrincipal)[PRINCIPAL];
}

/** `@Principal() staff: StaffPrincipal`: the kind is that of the route's guard. */
export const Principal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const principal = principalOf(context.switchToHttp().getRequest<object>());
  if (!principal) throw new Error('@Principal() needs a guard that sets a principal');
  return principal;
});
