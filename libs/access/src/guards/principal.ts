/** The principal of a request: put there by the guard that let it in, read by the handler. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { AnyPrincipal } from '../principals.js';

const principals = new WeakMap<object, AnyPrincipal>();

export function setPrincipal(request: object, principal: AnyPrincipal): void {
  principals.set(request, principal);
}

/** Undefined on public routes. */
export function principalOf(request: object): AnyPrincipal | undefined {
  return principals.get(request);
}

/** `@Principal() staff: StaffPrincipal`: the kind is that of the route's guard. */
export const Principal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const principal = principalOf(context.switchToHttp().getRequest<object>());
  if (!principal) throw new Error('@Principal() on a handler without one of our guards');
  return principal;
});
