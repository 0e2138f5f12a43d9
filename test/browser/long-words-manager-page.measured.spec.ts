import { expect, it } from 'vitest';
import { INSTRUCTIONS, W40 } from './long-words.js';
import { lookAtAllSizes } from './measured-pages.js';
import { SeededManager } from './seeded-manager-page.js';
import { oneMeasuringBrowser } from './one-browser.js';

/**
 * The manager's page with words of any length, before and after signing in: nothing is clipped, nothing overlaps,
 * nothing scrolls sideways, everything can be reached. Judged by the boxes of the page, not by pixels.
 */
const { browser, found } = oneMeasuringBrowser();

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: INSTRUCTIONS,
  status,
  code,
});

/** Each step changes the page, and says what is then to be looked at. */
const STEPS: readonly [string, (manager: SeededManager) => Promise<void>][] = [
  ['sign-in', (manager) => manager.show('complete')],
  ['second step', (manager) => manager.show('second-factor')],
  ['recovery code', (manager) => manager.press('manager_factor_lost')],
  [
    'sign-in refused',
    async (manager) => {
      await manager.show('complete', { 'POST /v1/sign-in': problem(429, 'too-many-requests') });
      await manager.fill('manager_login', W40);
      await manager.fill('manager_password', W40);
      await manager.press('manager_sign_in');
    },
  ],
  ['set-up', (manager) => manager.show('set-up')],
  ['app', (manager) => manager.press('manager_totp_renew')],
  [
    'recovery codes',
    async (manager) => {
      await manager.fill('manager_factor_code', '123456');
      await manager.press('manager_totp_confirm');
    },
  ],
  ['today', (manager) => manager.show(null)],
  ['figures', (manager) => manager.press('manager_figures')],
  [
    'figures with definitions and numbers',
    async (manager) => {
      const limit = '2\u00a0min';
      await manager.press('figures_help', { name: manager.texts.say('figures_within', { limit }) });
      const chart = manager.texts.say('figures_share_chart', { limit });
      const action = manager.texts.say('figures_show_numbers');
      await manager.press('figures_show_numbers_of', { action, chart });
      await manager.page.getByLabel(manager.texts.say('figures_range')).selectOption('custom');
    },
  ],
  ['timeline', (manager) => manager.press('figures_timeline_open', { order: 'K100' })],
  ['figures closed', (manager) => manager.press('figures_timeline_close')],
  ['stores', (manager) => manager.press('manager_stores')],
  ['messages', (manager) => manager.press('manager_messages')],
  ['webhooks', (manager) => manager.press('manager_webhooks')],
  [
    'webhook opened and one added',
    async (manager) => {
      await manager.fill('webhooks_name', W40);
      await manager.fill('webhooks_url', `https://${'w'.repeat(60)}.example/`);
      await manager.press('webhooks_add');
      await manager.page.getByText(manager.texts.say('webhooks_edit')).click();
    },
  ],
  ['shops', (manager) => manager.press('manager_shops')],
  [
    'shop opened and one connected',
    async (manager) => {
      await manager.page.getByLabel(manager.texts.say('shops_name')).last().fill(W40);
      await manager.fill('shops_address', `https://${'w'.repeat(60)}.example/`);
      await manager.fill('shops_consumer_key', `ck_${'w'.repeat(60)}`);
      await manager.fill('shops_consumer_secret', `cs_${'w'.repeat(60)}`);
      await manager.press('shops_connect');
      await manager.page.getByText(manager.texts.say('shops_steps'), { exact: true }).click();
      await manager.page.getByText(manager.texts.say('shops_change'), { exact: true }).click();
    },
  ],
  ['screens', (manager) => manager.press('manager_screens')],
  ['screen code', (manager) => manager.press('screens_make_code')],
  ['screen renamed', (manager) => manager.press('manager_rename_named', { name: W40 })],
  ['people', (manager) => manager.press('manager_people')],
  [
    'person added',
    async (manager) => {
      await manager.fill('manager_person_name', W40);
      await manager.press('manager_person_pin_draw');
      await manager.press('manager_person_add');
    },
  ],
  [
    'person changed',
    async (manager) => {
      await manager.press('people_change_named', { name: W40 });
      await manager.press('store_of', { what: manager.texts.say('people_make_manager'), of: W40 });
      await manager.press('store_of', { what: manager.texts.say('people_stores'), of: W40 });
      await manager.page.getByRole('checkbox').first().waitFor();
    },
  ],
  ['admin', (manager) => manager.press('manager_admin')],
  [
    'admin with a key made and an admin opened',
    async (manager) => {
      await manager.page.getByLabel(manager.texts.say('admin_key_stores')).last().selectOption('false');
      await manager.page.getByRole('checkbox').first().check();
      await manager.fill('admin_key_name', W40);
      await manager.press('admin_key_create');
      await manager.page.getByText(manager.texts.say('admin_keys_old', { count: 1 })).click();
      await manager.press('people_change_named', { name: W40 });
    },
  ],
  ['account', (manager) => manager.press('manager_account')],
  ['rename', (manager) => manager.press('manager_rename_named', { name: W40 })],
  [
    'proof',
    async (manager) => {
      await manager.show(null, { 'POST /v1/me/totp': problem(403, 'reauthentication-needed') });
      await manager.press('manager_account');
      await manager.press('manager_totp_renew');
    },
  ],
];

it('has room for words of any length at every stage, in both languages', async () => {
  await Promise.all(
    (['fr', 'en'] as const).map(async (language) => {
      const manager = await SeededManager.open(browser(), language);
      for (const [name, step] of STEPS) {
        await step(manager);
        await lookAtAllSizes(manager.page, found, `${language} ${name}`);
      }
    }),
  );
  expect(found.takeFaults()).toEqual([]);
}, 240_000);
