import { expect, it } from 'vitest';
import type { ManagerSession, ShopKeyView, StaffView, StoreView } from '@curbline/contracts/http';
import { managedStore } from './managed-store.js';
import { judge } from './manager-screens.js';
import { openScreen } from './pages.js';

/** What opens the store and the chain, managed in the page: keys, admins, the team and its roles, screens. */
const managed = managedStore();

it('makes and revokes shop keys, keeps the last admin, and tells whoever loses a role while they edit', async () => {
  const { page, texts, press, fill, saved, complaints } = await managed.open('fr');
  const { running, browser } = managed;
  const sure = () => page.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
  const secret = () => page.locator('.secret strong').textContent();
  const manager = await running.manager();
  await page.getByLabel(texts.say('manager_store')).selectOption(running.store.id);

  // A key for figures alone, which is shown once and works until it is revoked.
  await press('manager_admin');
  await fill('admin_key_name', 'Tableau de bord');
  await page.getByLabel(texts.say('admin_key_may')).selectOption('figures');
  await press('admin_key_create');
  await page.locator('.secret').waitFor();
  const key = (await secret())!;
  await judge(page, 'admin-fr');
  const figures = () =>
    fetch(`${running.url}/v1/stores/${running.store.id}/stats?from=2026-01-01&to=2026-01-02`, {
      headers: { authorization: `Bearer ${key}` },
    });
  expect((await figures()).status).toBe(200);
  await press('admin_key_revoke_named', { name: 'Tableau de bord' });
  await sure();
  await page.getByText(texts.say('admin_keys_old', { count: 1 })).waitFor();
  expect((await figures()).status).toBe(401);
  const keys = await manager.send<ShopKeyView[]>('GET', '/v1/shop-keys');
  expect(keys.find(({ name }) => name === 'Tableau de bord')).toMatchObject({
    shopId: 'tableau-de-bord',
    scopes: ['figures'],
    lastUsedAt: expect.any(String),
  });

  // The only admin cannot delete themselves.
  const me = await manager.send<ManagerSession>('GET', '/v1/me');
  await press('people_change_named', { name: me.name });
  await press('admin_remove_named', { name: me.name });
  await sure();
  await page.getByRole('alert').filter({ hasText: 'au moins un administrateur' }).waitFor();

  // Somebody of the team becomes a manager, edits the store, and loses the role meanwhile.
  await press('manager_people');
  const { people } = running.demo.credentials.stores.find(({ id }) => id === running.store.id)!;
  const { name, staffId } = people[0]!;
  await press('people_change_named', { name });
  await page.getByRole('button', { name: new RegExp(`^${texts.say('people_make_manager')}`) }).click();
  await fill('people_login', 'lea@example.org');
  await judge(page, 'people-fr');
  await press('people_save');
  await page.locator('.secret').waitFor();
  const password = (await secret())!;
  await press('people_noted');
  await page.locator('.secret').waitFor({ state: 'detached' });
  const desk = await openScreen(browser, { viewport: { width: 1280, height: 800 }, locale: 'fr-FR' });
  await desk.page.goto(`${running.url}/manager`);
  await desk.page.getByLabel(texts.say('manager_login')).fill('lea@example.org');
  await desk.page.getByLabel(texts.say('manager_password')).fill(password);
  const press2 = (key: string, filled = {}) =>
    desk.page
      .getByRole('button', { name: texts.say(key, filled), exact: true })
      .first()
      .click();
  await press2('manager_sign_in');
  await press2('manager_settings');
  await press2('store_edit_named', { part: texts.say('store_basics') });
  await desk.page.getByLabel(texts.say('store_name'), { exact: true }).fill('À moitié');
  const { version } = (await manager.send<StaffView[]>('GET', `/v1/stores/${running.store.id}/staff`)).find(
    ({ id }) => id === staffId,
  )!;
  expect(version).toBe(2);
  await page.getByRole('button', { name: new RegExp(`^${texts.say('people_make_staff')}`) }).click();
  await press('people_save');
  await page.getByText(texts.say('people_pin_shown', { name })).waitFor();

  // The PIN is not lost by a tap on another section: the page asks, and goes once it is noted.
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  await press('manager_screens');
  await page.getByText(texts.say('people_pin_shown', { name })).waitFor();
  await press('people_noted');

  await press2('store_save');
  await desk.page.getByRole('alert').filter({ hasText: 'a été retiré' }).waitFor();
  expect((await managed.read()).settings.name).not.toBe('À moitié');
  await desk.page.reload();
  await desk.page.getByRole('alert').filter({ hasText: 'a été retiré' }).waitFor();

  // The person works at another store, too, and at all stores of a region that the store gets first.
  const other = running.demo.credentials.stores.find(({ id }) => id !== running.store.id)!.id;
  const { settings } = await manager.send<StoreView>('GET', `/v1/stores/${other}`);
  await press('manager_settings');
  await press('store_edit_named', { part: texts.say('store_basics') });
  await fill('store_region', 'Sud-Est');
  await press('store_save');
  await saved('store_basics');
  await press('manager_people');
  await press('people_change_named', { name });
  await press('store_of', { what: texts.say('people_stores'), of: name });
  const search = page.getByRole('group').getByRole('searchbox');
  await search.fill(settings.name);
  await page.getByRole('group').getByRole('button', { name: settings.name }).first().click();
  await page.getByRole('checkbox', { name: /Sud-Est/ }).check();
  await judge(page, 'people-stores-fr');
  await press('people_save');
  const reach = page
    .getByRole('listitem')
    .filter({ hasText: texts.say('people_also_at', { stores: settings.name }) });
  await reach.filter({ hasText: texts.say('people_all_stores_of', { regions: 'Sud-Est' }) }).waitFor();
  const team = await manager.send<StaffView[]>('GET', `/v1/stores/${other}/staff`);
  expect(team.find(({ id }) => id === staffId)).toMatchObject({
    home: { id: running.store.id },
    stores: [{ id: other, name: settings.name }],
    regions: ['Sud-Est'],
  });

  // A manager of both stores chooses between them, and is told when the one they look at is taken away.
  const login = 'manon@example.org';
  const manon = { name: 'Manon', role: 'manager', login, password };
  const at = `/v1/stores/${running.store.id}/staff`;
  const give = ({ id, version }: StaffView, stores: string[]): Promise<StaffView> =>
    manager.send('PATCH', `${at}/${id}`, { stores }, { 'if-match': `"${version}"` });
  const given = await give(await manager.send<StaffView>('POST', at, manon), [other]);
  await desk.page.getByLabel(texts.say('manager_login')).fill(login);
  await desk.page.getByLabel(texts.say('manager_password')).fill(password);
  await press2('manager_sign_in');
  await desk.page.getByLabel(texts.say('manager_store')).selectOption(other);
  await give(given, []);
  await press2('manager_today');
  const lost = texts.say('manager_store_lost', { store: settings.name });
  await desk.page.getByRole('alert').filter({ hasText: lost }).waitFor();
  await desk.page.getByRole('heading', { level: 1 }).waitFor();
  await desk.page.getByLabel(texts.say('manager_store')).waitFor({ state: 'detached' });

  // A code in advance is listed and withdrawn.
  await press('manager_screens');
  await fill('screens_name', 'Mur du hall');
  await page.getByLabel(texts.say('screens_valid')).selectOption('7');
  await press('screens_make_code');
  const withdraw = page.getByRole('button', {
    name: texts.say('screens_code_withdraw_named', { name: 'Mur du hall' }),
  });
  await withdraw.waitFor();
  await judge(page, 'screens-fr');
  await withdraw.click();
  await sure();
  await withdraw.waitFor({ state: 'detached' });
  await page.getByRole('listitem').filter({ hasText: 'Mur du hall' }).waitFor({ state: 'detached' });
  expect(questions).toEqual([texts.say('manager_leave_secrets')]);
  expect(complaints).toEqual([]);
}, 180_000);
