/** The principal of a request: put there by the guard that let it in, read by the handler. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { noteCaller } from '@curbline/platform';
import type { AnyPrincipal } from '../principals.js';

/** Only this module has the key, so nobody puts a principal there by any other way. */
const PRINCIPAL = Symbol('principal');

interface Entered {
  [PRINCIPAL]?: AnyPrincipal;
}

export function setPrincipal(request: object, principal: AnyPrincipal): void {
  (request as Entered)[PRINCIPAL] = principal;
  noteCaller(request, principal.session);
}

/** Undefined on public routes. */
export function principalOf(request: object): AnyPrincipal | undefined {
  return (request as Entered)[PRINCIPAL];
}

/** `@Principal() staff: StaffPrincipal`: the kind is that of the route's guard. */
export const Principal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const principal = principalOf(context.switchToHttp().getRequest<object>());
  if (!principal) throw new Error('@Principal() on a handler without one of our guards');
  return principal;
});
