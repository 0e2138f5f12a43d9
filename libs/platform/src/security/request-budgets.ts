/**
 * How much anybody may ask. Each address has a budget for everything; some things have a smaller one of their own.
 */
import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import type { Counter } from './counter.js';
import { Limits } from './limits.js';

/** `fixes`: by session cookie. `sign-in`: by address; for codes, PINs and passwords. */
export type BudgetName = 'fixes' | 'sign-in';

const WINDOW_S = 60;

@Injectable()
export class RequestBudgets {
  private readonly all: Counter;
  private readonly fixes: Counter;
  private readonly signIns: Counter;

  constructor(limits: Limits, @Inject(PLATFORM_OPTIONS) { limits: most }: PlatformOptions) {
    const perMinute = (name: string, requests: number, secretKeys = false) =>
      limits.counter({ name, most: requests, windowS: WINDOW_S, secretKeys });
    this.all = perMinute('all', most.perAddress);
    this.fixes = perMinute('fixes', most.fixesPerSession, true);
    this.signIns = perMinute('sign-in', most.signInsPerAddress);
  }

  /** @throws ProblemException 429 `too-many-requests`, with when to come back. */
  async spend(ip: string, budget: BudgetName | undefined, cookie: string | undefined): Promise<void> {
    const address = addressKey(ip);
    await spend(this.all, address);
    if (budget === 'fixes') await spend(this.fixes, sessionKey(cookie) ?? address);
    if (budget === 'sign-in') await spend(this.signIns, address);
  }
}

async function spend(counter: Counter, key: string): Promise<void> {
  const spending = counter.spend(key);
  const { count, msLeft } = spending instanceof Promise ? await spending : spending;
  if (count > counter.most) throw problem('too-many-requests', { retryAfterS: msLeft / 1000 });
}

/** Cookies of ours are shorter; what anybody else sends takes no more memory than its hash. */
const LONGEST_KEY = 160;

function sessionKey(cookie: string | undefined): string | undefined {
  return cookie && cookie.length > LONGEST_KEY ? hash('sha256', cookie, 'base64url') : cookie;
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
