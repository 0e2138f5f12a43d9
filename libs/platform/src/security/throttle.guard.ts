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
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { type HttpRequest, headerOf } from '../requests/http.js';
import { Limits } from './limits.js';

export type BudgetName = 'fixes' | 'sign-in';

const BUDGET = 'curbline:budget';
const WINDOW_S = 60;

/** `fixes`: by session cookie. `sign-in`: by address; for codes, PINs and passwords. */
export const Budget = (name: BudgetName): CustomDecorator => SetMetadata(BUDGET, name);

@Injectable()
export class ThrottleGuard implements CanActivate {
  private readonly all: RateLimiterAbstract;
  private readonly fixes: RateLimiterAbstract;
  private readonly signIns: RateLimiterAbstract;

  constructor(limits: Limits, @Inject(PLATFORM_OPTIONS) { limits: most }: PlatformOptions) {
    const perMinute = (name: string, requests: number) =>
      limits.counter({ name, most: requests, windowS: WINDOW_S });
    this.all = perMinute('all', most.perAddress);
    this.fixes = perMinute('fixes', most.fixesPerSession);
    this.signIns = perMinute('sign-in', most.signInsPerAddress);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const address = addressKey(request.ip);
    await spend(this.all, address);
    const budget = budgetOf(context);
    if (budget === 'fixes') await spend(this.fixes, sessionKey(request) ?? address);
    if (budget === 'sign-in') await spend(this.signIns, address);
    return true;
  }
}

async function spend(counter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await counter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
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
