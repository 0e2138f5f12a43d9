/** A manager with a browser, and what they do to set up and show second factors. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { AddedPasskey, BegunTotp, ShownRecoveryCodes, SignInAnswer } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { Secret, TOTP } from 'otpauth';
import { Browser } from './browser.js';
import { type Crew, PASSWORD } from './crew.js';
import type { SoftPasskey } from './soft-passkey.js';
import type { TestSetup } from './test-setup.js';

export interface Anne {
  readonly browser: Browser;
  readonly login: string;
  readonly id: string;
}

export const codeAt = (secret: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });

export const enter = (browser: Browser, login: string) =>
  browser.post<SignInAnswer & Problem>('/v1/sign-in', { login, password: PASSWORD });

/** Anne, a manager of the crew's store or of all, signed in. */
export async function anne(crew: Crew, role: 'manager' | 'admin' = 'manager'): Promise<Anne> {
  const login = `anne-${randomUUID()}`;
  const at = role === 'admin' ? null : crew.storeId;
  const { id } = await crew.person({ name: 'Anne', role, login, password: PASSWORD }, at);
  const browser = new Browser(crew.setup);
  await enter(browser, login);
  return { browser, login, id };
}

export async function addPasskey(browser: Browser, passkey: SoftPasskey, name = 'Laptop') {
  const options = (await browser.post<{ challenge: string }>('/v1/me/passkeys/options')).body;
  const registration = passkey.register(options);
  return browser.post<AddedPasskey & Problem>('/v1/me/passkeys', { name, registration });
}

export async function addTotp(browser: Browser, setup: TestSetup) {
  const { body } = await browser.post<BegunTotp>('/v1/me/totp');
  const code = codeAt(body.secret, setup.clock.now());
  const confirmed = await browser.post<ShownRecoveryCodes>('/v1/me/totp/confirm', { code });
  expect(confirmed.status).toBe(200);
  return { ...body, codes: confirmed.body.recoveryCodes ?? [] };
}

export const factor = (browser: Browser, body: object) =>
  browser.post<SignInAnswer & Problem>('/v1/sign-in/second-factor', body);

export const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/v1/me')).status === 200;
