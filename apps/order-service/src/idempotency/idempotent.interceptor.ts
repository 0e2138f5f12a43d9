/**
 * `@Idempotent()` on a route: the caller must send an Idempotency-Key, and the same request sent again
 * (a reply lost on the way, a tap repeated offline) has no second effect but the first answer again,
 * with `Idempotent-Replayed: true`. By the IETF draft "The Idempotency-Key HTTP Header Field":
 * missing 400, another payload 422, still running 409. Kept 7 days. Refusals (4xx) are not kept.
 *
 * Every route that changes something has it, but for those that docs/adr/0008 names.
 */
import { createHmac } from 'node:crypto';
import {
  applyDecorators,
  Inject,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { type AnyPrincipal, principalOf, SessionCookies } from '@curbline/access';
import { headerOf, type HttpReply, type HttpRequest, requiredIdempotencyKey } from '@curbline/platform';
import { tap, type Observable } from 'rxjs';
import { canonicalJson, sha256, withCall, type IdempotentCall } from './idempotent-call.js';

/** The same key of two callers is two keys; the same person on another device is the same caller. */
function callerOf(principal: AnyPrincipal | undefined): Pick<IdempotentCall, 'scope' | 'onlyStore'> {
  switch (principal?.kind) {
    case 'shop':
      return { scope: `shop:${principal.shopId}`, onlyStore: undefined };
    case 'staff':
    case 'manager': {
      // An admin may be on a handheld of one store now, and of another a minute later.
      const stores = principal.kind === 'manager' ? principal.storeIds : [principal.storeId];
      const isOfOne = principal.role !== 'admin' && stores?.length === 1;
      return { scope: `staff:${principal.staffId}`, onlyStore: isOfOne ? stores[0] : undefined };
    }
    case 'customer':
      return { scope: `customer:${principal.storeId}/${principal.tripId}`, onlyStore: principal.storeId };
    case 'wall':
    case 'masked':
    case 'device':
      return { scope: `device:${principal.storeId}/${principal.deviceId}`, onlyStore: principal.storeId };
    case undefined:
      throw new Error('@Idempotent() on a route without a guard: whose key would it be?');
  }
}

@Injectable()
class IdempotentInterceptor implements NestInterceptor {
  protected readonly sealed: boolean = false;

  constructor(@Inject(SessionCookies) private readonly cookies: SessionCookies) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<HttpRequest & { body?: unknown }>();
    const reply = context.switchToHttp().getResponse<HttpReply>();
    const key = requiredIdempotencyKey(request);
    const path = request.url.split(/[?#]/, 1)[0] ?? '';
    const sealWith = this.sealed ? this.secretOf(request) : undefined;
    const call: IdempotentCall = {
      ...callerOf(principalOf(request)),
      keyHash: sha256(key),
      // Keyed by what is stored nowhere: a body may hold a PIN, which a bare hash would not hide.
      fingerprint: createHmac('sha256', `${key} ${sealWith ?? ''}`)
        .update(`${request.method} ${path} ${canonicalJson(request.body)}`)
        .digest(),
      sealWith,
      state: 'pending',
    };
    return withCall(call, () => next.handle()).pipe(
      tap(() => {
        if (call.state === 'pending') throw new Error('an idempotent route answered without recording it');
        if (call.state === 'replayed') reply.header('idempotent-replayed', 'true');
      }),
    );
  }

  /** What the caller came in with, of which we keep a hash alone. */
  private secretOf(request: HttpRequest): string {
    const authorization = headerOf(request, 'authorization');
    const kind = principalOf(request)?.kind === 'staff' ? 'staff' : 'manager';
    return authorization ?? this.cookies.read(headerOf(request, 'cookie'), kind) ?? '';
  }
}

@Injectable()
class SealedIdempotentInterceptor extends IdempotentInterceptor {
  protected override readonly sealed = true;
}

/**
 * @param options.sealed request or answer hold a secret: they are kept so that only the same API key or
 *   manager's session opens them, and whoever reads the database learns neither.
 */
export function Idempotent(options: { sealed?: boolean } = {}): MethodDecorator {
  return applyDecorators(
    UseInterceptors(options.sealed ? SealedIdempotentInterceptor : IdempotentInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'New for each new request; the same for each repetition of it. Kept 7 days.',
    }),
  );
}
