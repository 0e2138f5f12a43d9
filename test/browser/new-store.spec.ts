import { expect, it } from 'vitest';
import type { ManagerSession, StaffView, StoreView } from '@curbline/contracts/http';
import type { Locator } from 'playwright-core';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';
import { openScreen, PHONE } from './pages.js';

/**
 * A store from nothing to its first test order in the page, without drawing. How long a person takes is counted by the
 * Keystroke-Level Model (Card, Moran, Newell: Communications of the ACM 23(7), 1980): 0.28 s a key for somebody who
 * does not type for a living, 1.3 s to point and tap, 1.35 s to think before each.
 */
const KEY_S = 0.28;
const TAP_S = 1.3 + 1.35;
const MOST_S = 600;

const managed = managedStore();

it('is set up in well under ten minutes, and the first test order arrives on its link', async () => {
  const { page, texts, saved, complaints } = await managed.open('fr');
  let seconds = 0;
  const type = async (field: Locator, text: string): Promise<void> => {
    seconds += TAP_S + KEY_S * text.length;
    await field.fill(text);
    await field.blur();
  };
  const tap = async (target: Locator): Promise<void> => {
    seconds += TAP_S;
    await target.click();
  };
  const field = (key: string) => page.getByLabel(texts.say(key), { exact: true });
  const button = (key: string, filled?: Record<string, string | number>) =>
    page.getByRole('button', { name: texts.say(key, filled), exact: true }).first();
  const step = (key: string) =>
    page.getByRole('button', { name: new RegExp(`${texts.say(key)}.*(fait|à faire)`) });
  const began = performance.now();

  await tap(button('manager_settings'));
  await tap(button('store_new'));
  await type(field('store_name'), 'Halle aux Œufs');
  await type(field('manager_address'), '7 place du Marché, 69009 Lyon');
  await type(field('manager_phone'), '04 00 00 00 07');
  await type(field('manager_time_zone'), 'Europe/Paris');
  expect(await field('store_id').inputValue()).toBe('halle-aux-oeufs');
  await judge(page, 'new-store-fr');
  await type(field('store_entrance'), '45.7712, 4.8047');
  await tap(button('store_create'));

  await step('store_step_place').waitFor();
  await judge(page, 'set-up-hours-fr');
  await tap(button('store_edit_named', { part: texts.say('manager_hours') }));
  await tap(button('store_of', { what: texts.say('store_hours_open'), of: 'lundi' }));
  await type(page.getByLabel(texts.say('store_hours_from', { of: 'lundi' })), '08:30');
  await tap(button('store_hours_to_saturday'));
  await tap(button('store_save'));
  await saved('manager_hours');
  await tap(button('store_edit_named', { part: texts.say('manager_instructions') }));
  await type(page.getByLabel('Français', { exact: true }), 'Entrez par la place et suivez le marquage vert.');
  await type(
    page.getByLabel('Anglais', { exact: true }),
    'Drive in from the square and follow the green marks.',
  );
  await tap(button('store_save'));
  await saved('manager_instructions');

  await tap(step('store_step_place'));
  await tap(button('store_edit_named', { part: texts.say('manager_bays') }));
  await type(field('store_bays_count'), '8');
  await type(field('store_bays_from'), '45.7711, 4.8045');
  await type(field('store_bays_to'), '45.7711, 4.8048');
  await tap(button('store_bays_add', { count: 8 }));
  await tap(button('store_save'));
  await saved('manager_bays');

  await tap(step('store_step_people'));
  await type(field('manager_person_name'), 'Léa');
  await tap(button('manager_person_pin_draw'));
  await tap(button('manager_person_add'));
  await page.locator('.secret').waitFor();
  await tap(button('people_noted'));

  // A screen is another device: here it is skipped, and the steps go on.
  await tap(step('store_step_screens'));
  await tap(button('store_step_skip'));
  await page.getByText(texts.say('store_step_skipped')).waitFor();
  await tap(button('store_test_place'));
  const link = await page.getByRole('link', { name: texts.say('store_test_open') }).getAttribute('href');
  await page.getByRole('img', { name: texts.say('store_test_qr') }).waitFor();
  const tookS = (performance.now() - began) / 1000;
  await judge(page, 'set-up-order-fr');

  const phone = await openScreen(managed.browser, { ...PHONE, locale: 'fr-FR' });
  await phone.page.goto(link!.replace('http://localhost', managed.running.url));
  await phone.page.getByRole('button', { name: texts.say('customer_here_already') }).click();
  // What was left for later is so on another device, too, and after the page was opened anew.
  await page.getByText(texts.say('store_steps_skipped', { count: 1 })).waitFor();
  await page.reload();
  await page.locator('header select').selectOption('halle-aux-oeufs');
  await button('manager_settings').click();
  await button('store_steps_open').click();
  await page.getByText(texts.say('store_steps_skipped', { count: 1 })).waitFor();

  const manager = await managed.running.manager();
  const { settings, warnings } = await manager.send<StoreView>('GET', '/v1/stores/halle-aux-oeufs');
  expect(warnings).toBeUndefined();
  expect(settings.bays.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  expect(settings.hours[5]).toEqual([{ from: '08:30', to: '19:00' }]);
  const staff = await manager.send<StaffView[]>('GET', '/v1/stores/halle-aux-oeufs/staff');
  expect(staff.map(({ name }) => name)).toEqual(['Léa']);
  console.log(`A new store: ${Math.round(seconds)} s for a person, ${Math.round(tookS)} s for the browser`);
  expect(seconds).toBeLessThan(MOST_S / 2);
  expect([complaints, phone.complaints]).toEqual([[], []]);
}, 240_000);

it('comes from a file with others, looked at before anything is done', async () => {
  const { page, texts, press, complaints } = await managed.open('en');
  const head = 'id;nom;adresse;téléphone;fuseau horaire;latitude;longitude;lundi';
  const line = (id: string, latitude: string, longitude: string): string =>
    `${id};Halle ${id};1 rue de la Halle;04 00 00 00 00;Europe/Paris;${latitude};${longitude};9h-19h`;
  const lines = [
    head,
    line('east', '45,76', '4,85'),
    line('swapped', '4,85', '45,76'),
    line('nowhere', '45,76', '455'),
  ];
  const file = { name: 'chain.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n'), 'latin1') };
  await press('manager_settings');
  await press('store_new');
  await press('import_open');
  await page.getByLabel(texts.say('import_file'), { exact: true }).setInputFiles(file);
  await page.getByRole('heading', { name: texts.say('import_preview') }).waitFor();
  await page.getByRole('row', { name: /nowhere.*longitude: a longitude is between/ }).waitFor();
  await page.getByRole('row', { name: /swapped.*may be swapped/ }).waitFor();
  await judge(page, 'import-en');
  const admin = await managed.running.manager();
  const names = async () => (await admin.send<ManagerSession>('GET', '/v1/me')).stores.map(({ id }) => id);
  expect(await names()).not.toContain('east');
  await press('import_apply', { count: 2 });
  await page.getByRole('heading', { name: texts.say('import_done') }).waitFor();
  expect(await names()).toEqual(expect.arrayContaining(['east', 'swapped']));
  expect(await names()).not.toContain('nowhere');
  expect(complaints).toEqual([]);
}, 120_000);
