/**
 * Limits how much anybody may ask. Each address has a budget for everything; handlers marked with
 * `@Budget('fixes')` or `@Budget('sign-in')` have a smaller one of their own.
 */
import {
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock } from '../clock.js';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { type HttpRequest, headerOf } from '../requests/http.js';
import { WindowCounter } from './window-counter.js';

export type BudgetName = 'fixes' | 'sign-in';

const BUDGET = 'curbline:budget';
const WINDOW_MS = 60_000;

/** `fixes`: by session cookie. `sign-in`: by address; for codes, PINs and passwords. */
export const Budget = (name: BudgetName): CustomDecorator => SetMetadata(BUDGET, name);

@Injectable()
export class ThrottleGuard implements CanActivate {
  private readonly requests = new WindowCounter(WINDOW_MS);

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const { limits } = this.options;
    const address = addressKey(request.ip);
    this.spend(`all ${address}`, limits.perAddress);
    const budget = budgetOf(context);
    if (budget === 'fixes') this.spend(`fixes ${sessionKey(request) ?? address}`, limits.fixesPerSession);
    if (budget === 'sign-in') this.spend(`sign-in ${address}`, limits.signInsPerAddress);
    return true;
  }

  private spend(key: string, limit: number): void {
    if (this.requests.add(key, this.clock.now()) > limit) {
      throw problem('too-many-requests', { retryAfterS: 5 });
    }
  }
}

function budgetOf(context: ExecutionContext): BudgetName | undefined {
  return Reflect.getMetadata(BUDGET, context.getHandler()) as BudgetName | undefined;
}

function sessionKey(request: HttpRequest): string | undefined {
  const cookie = headerOf(request, 'cookie');
  return cookie && createHash('sha256').update(cookie).digest('base64url').slice(0, 22);
}

/** One household or cell of a provider has one IPv6 /64: its addresses are one. */
export function addressKey(ip: string): string {
  if (!ip.includes(':')) return ip;
  if (ip.startsWith('::ffff:')) return ip.slice(7);
  const [head = '', tail] = ip.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const zeros = Array.from({ length: missing }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
