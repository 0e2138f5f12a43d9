import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../tools/browser.mjs';
import type { RunningCurbline } from '../../tools/launch-curbline.mjs';
import { openScreen, PHONE, seriousFaults, TABLET, type Screen } from './pages.js';
import { launchPrepared } from './prepared-program.js';
import { Texts } from './texts.js';

/**
 * A manager's account in the real browser: passkeys by Chromium's virtual authenticator, codes as an app makes
 * them, recovery codes, sessions; on an installation that asks for a second factor.
 */
let program: RunningCurbline;
let browser: Browser;
let admin: { login: string; password: string };

beforeAll(async () => {
  browser = await launchBrowser();
  program = await launchPrepared({ env: { REQUIRE_MFA: 'managers' } });
  const file = readFileSync(join(program.dataDir, 'demo-credentials.json'), 'utf8');
  ({ admin } = JSON.parse(file) as { admin: typeof admin });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await program?.dispose();
}, 60_000);

/** An authenticator like a phone's: it keeps passkeys and verifies its owner. */
async function withAuthenticator({ page, context }: Screen): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
}

const button = (page: Page, texts: Texts, key: string) =>
  page.getByRole('button', { name: texts.say(key), exact: true });

const section = (page: Page, texts: Texts, key: string) =>
  page.getByRole('navigation').getByRole('button', { name: texts.say(key), exact: true });

async function typePassword(page: Page, texts: Texts): Promise<void> {
  await page.getByLabel(texts.say('manager_login')).fill(admin.login);
  await page.getByLabel(texts.say('manager_password')).fill(admin.password);
  await button(page, texts, 'manager_sign_in').click();
}

const shots = process.env['CURBLINE_SHOTS'];
async function look(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  expect([name, wide]).toEqual([name, false]);
}

const codeOf = (secret: string, at: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

describe('a manager’s account', () => {
  it('is led to a passkey, then signs in by it alone, adds an app, and comes back by code and recovery code', async () => {
    const texts = new Texts('fr');
    const screen = await openScreen(browser, { ...PHONE, locale: 'fr-FR' });
    const { page, complaints } = screen;
    await withAuthenticator(screen);
    await page.goto(`${program.url}/manager`);
    await look(page, 'sign-in-fr');
    await typePassword(page, texts);

    // Nothing else is open before.
    await page.getByRole('heading', { name: texts.say('manager_set_up_heading') }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await look(page, 'set-up-fr');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel(texts.say('manager_passkey_name')).fill('Mon téléphone');
    await button(page, texts, 'manager_passkey_add').click();
    await page.getByRole('heading', { name: texts.say('manager_recovery_heading') }).waitFor();
    expect(await page.locator('.secret code').count()).toBe(10);
    const recoveryCodes = await page.locator('.secret code').allTextContents();
    await look(page, 'recovery-fr');
    await button(page, texts, 'manager_recovery_kept').click();
    await button(page, texts, 'manager_today').waitFor();
    // What was changed is told.
    await page.getByText(texts.say('manager_notice_passkey_added')).waitFor();
    await look(page, 'banner-fr');
    await button(page, texts, 'staff_notice_seen').click();
    await page.getByText(texts.say('manager_notice_not_you')).waitFor({ state: 'detached' });

    await button(page, texts, 'manager_sign_out').click();
    await button(page, texts, 'manager_sign_in_passkey').click();
    await section(page, texts, 'manager_account').click();
    await page.getByText('Mon téléphone', { exact: true }).waitFor();
    await page
      .getByRole('button', { name: texts.say('manager_rename_named', { name: 'Mon téléphone' }) })
      .click();
    await page.getByLabel(texts.say('manager_passkey_new_name')).fill('Téléphone de Léa');
    await look(page, 'rename-fr');
    await button(page, texts, 'manager_rename_save').click();
    await page.getByText('Téléphone de Léa', { exact: true }).waitFor();

    await button(page, texts, 'manager_totp_begin').click();
    await page.getByRole('img', { name: texts.say('manager_totp_qr') }).waitFor();
    await look(page, 'totp-fr');
    const secret = (await page.locator('form code').textContent())!.replaceAll(' ', '');
    const first = Date.now();
    await page.getByLabel(texts.say('manager_factor_code')).fill(codeOf(secret, first));
    await button(page, texts, 'manager_totp_confirm').click();
    await page.getByText(/^En service depuis/).waitFor();
    await look(page, 'account-fr');
    expect(await seriousFaults(page)).toEqual([]);

    // Elsewhere, without the passkey: the next code of the app, then a recovery code.
    const english = new Texts('en');
    const desk = await openScreen(browser, { ...TABLET, locale: 'en-GB' });
    await desk.page.goto(`${program.url}/manager`);
    await typePassword(desk.page, english);
    await desk.page.getByRole('heading', { name: english.say('manager_factor_heading') }).waitFor();
    await look(desk.page, 'second-factor-en');
    expect(await seriousFaults(desk.page)).toEqual([]);
    const code = desk.page.getByLabel(english.say('manager_factor_code'));
    await code.fill(codeOf(secret, first));
    await button(desk.page, english, 'manager_sign_in').click();
    await desk.page.getByRole('alert').waitFor();
    // The code after the one that was used; a slow machine may be past that one's half minute, too.
    await code.fill(codeOf(secret, Math.max(Date.now(), first + 30_000)));
    await button(desk.page, english, 'manager_sign_in').click();
    await section(desk.page, english, 'manager_account').click();
    await look(desk.page, 'account-en');

    const third = await openScreen(browser, { ...PHONE, locale: 'en-GB' });
    await third.page.goto(`${program.url}/manager`);
    await typePassword(third.page, english);
    await button(third.page, english, 'manager_factor_lost').click();
    await third.page.getByLabel(english.say('manager_factor_recovery')).fill(recoveryCodes[3]!.toLowerCase());
    await button(third.page, english, 'manager_sign_in').click();
    await button(third.page, english, 'manager_today').waitFor();

    // The phone ends all the others; ten minutes later a proof is asked for first, and the request sent again.
    await page.reload();
    const keys: string[] = [];
    await page.route('**/sessions/end-others', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 1) return route.continue();
      const json = { type: 'about:blank', title: '', status: 403, code: 'reauthentication-needed' };
      return route.fulfill({ status: 403, contentType: 'application/problem+json', json });
    });
    await section(page, texts, 'manager_account').click();
    await button(page, texts, 'manager_sessions_end').click();
    await page.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
    const dialog = page.getByRole('dialog');
    await button(page, texts, 'manager_factor_passkey').waitFor();
    await look(page, 'proof-fr');
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByLabel(texts.say('manager_password')).fill('pas celui-ci');
    await button(page, texts, 'manager_proof_confirm').click();
    await dialog.getByRole('alert').waitFor();
    await button(page, texts, 'manager_factor_passkey').click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, texts, 'manager_sessions_end').waitFor({ state: 'detached' });
    expect(new Set(keys).size).toBe(1);
    expect(keys).toHaveLength(2);
    await desk.page.reload();
    await desk.page.getByLabel(english.say('manager_login')).waitFor();
    expect([complaints, desk.complaints, third.complaints]).toEqual([[], [], []]);
  }, 120_000);
});
