/** What a request that changes an endpoint is known by. */
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { principalOf } from '@curbline/access';
import { type HttpRequest, requiredIdempotencyKey } from '@curbline/platform';
import type { Asked } from './webhook-endpoints.service.js';

/** Documents that the route asks for an Idempotency-Key; `@AskedFor()` refuses requests without one. */
export const NamedByKey = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'New for each new request; the same for each repetition of it. Kept 7 days.',
    }),
  );

/** The manager who asks, and the request. @throws ProblemException `idempotency-key-missing` */
export const AskedFor = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const request = context.switchToHttp().getRequest<HttpRequest & { body?: unknown }>();
  const manager = principalOf(request);
  if (manager?.kind !== 'manager') throw new Error('@AskedFor() on a route without ManagerGuard');
  const path = request.url.split(/[?#]/, 1)[0] ?? '';
  const call = {
    staffId: manager.staffId,
    key: requiredIdempotencyKey(request),
    request: `${request.method} ${path} ${String(request.headers['if-match'] ?? '')}`,
    body: request.body,
  };
  return { manager, call };
});
