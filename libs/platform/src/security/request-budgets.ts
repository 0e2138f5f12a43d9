/**
 * How much anybody may ask. Each address has a budget for everything; some things have a smaller one of their own.
 */
import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { Limits } from './limits.js';
import { PaidAhead } from './paid-ahead.js';

/** `fixes`: by session cookie. `sign-in`: by address; for codes, PINs and passwords. */
export type BudgetName = 'fixes' | 'sign-in';

const WINDOW_S = 60;

@Injectable()
export class RequestBudgets {
  private readonly all: PaidAhead;
  private readonly fixes: PaidAhead;
  private readonly signIns: PaidAhead;

  constructor(limits: Limits, @Inject(PLATFORM_OPTIONS) { limits: most }: PlatformOptions) {
    const perMinute = (name: string, requests: number, nameOf?: (key: string) => string) =>
      new PaidAhead(limits.counter({ name, most: requests, windowS: WINDOW_S }), requests, WINDOW_S, nameOf);
    this.all = perMinute('all', most.perAddress);
    this.fixes = perMinute('fixes', most.fixesPerSession, sessionKey);
    this.signIns = perMinute('sign-in', most.signInsPerAddress);
  }

  /** @throws ProblemException 429 `too-many-requests`, with when to come back. */
  async spend(ip: string, budget: BudgetName | undefined, cookie: string | undefined): Promise<void> {
    const address = addressKey(ip);
    try {
      await this.all.spend(address);
      if (budget === 'fixes') await this.fixes.spend(cookie ?? address);
      if (budget === 'sign-in') await this.signIns.spend(address);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
    }
  }
}

const sessionKey = (cookie: string): string => hash('sha256', cookie, 'base64url').slice(0, 22);

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
