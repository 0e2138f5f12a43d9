import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BoardSnapshot, FoundOrders, ShopConnectionView } from '@curbline/contracts/http';
import type { CookieJar } from '@curbline/simulation';
import { ShopPeer } from '../../apps/order-service/test/shop-peer.js';
import { type WooChange, wooHeaders, wooOrder } from '../../apps/order-service/test/woo-orders.js';
import { until } from '../e2e/running.js';
import { managedStore } from './managed-store.js';
import { judge, type ManagerScreen } from './manager-screens.js';

/** Online shops, connected on the manager's page: the real program, and deliveries as WooCommerce signs them. */
const managed = managedStore(undefined, {
  secretKey: 'a key of the tests, long enough to be one',
  outgoingPrivateHosts: new Set(['127.0.0.1']),
});
let peer: ShopPeer;
const staff: Record<string, CookieJar> = {};
beforeAll(async () => {
  peer = await ShopPeer.start();
});
afterAll(() => peer.close());

const WITHIN_MS = 25_000;
const PLACE = { name: 'Halles Confluent – comptoir', street: '12 quai des Platanes' };

const sees = (screen: ManagerScreen, text: string) =>
  screen.page.getByText(text, { exact: true }).first().waitFor({ timeout: WITHIN_MS });
const sure = ({ page, texts }: ManagerScreen) =>
  page.getByRole('button', { name: texts.say('manager_yes_sure') }).click();
const secretOf = async ({ page }: ManagerScreen): Promise<string> =>
  (await page.locator('.secret strong').textContent({ timeout: WITHIN_MS }))!;
const connections = async () =>
  (await managed.running.manager()).send<ShopConnectionView[]>('GET', '/v1/shop-connections');

async function deliver(id: string, key: string, change: Partial<WooChange> & { id: number }) {
  const at = new Date().toISOString().slice(0, 19);
  const body = JSON.stringify(wooOrder({ at, place: PLACE, ...change }));
  const url = `${managed.running.url}/v1/connect/${id}`;
  return (await fetch(url, { method: 'POST', headers: wooHeaders(body, key), body })).status;
}
/** The orders of Zoé that staff of the store find. */
async function found(storeId: string): Promise<string[]> {
  staff[storeId] ??= await managed.running.handheld(0, storeId);
  const { cards } = await staff[storeId].send<FoundOrders>(
    'GET',
    `/v1/stores/${storeId}/orders/search?q=${encodeURIComponent('Zoé O')}`,
  );
  return cards.map(({ orderId }) => orderId);
}
/** Somebody at the door says that she is there: her order stands on the board. */
async function comesToTheBoard(storeId: string, place: string): Promise<void> {
  await until(
    `the order of ${place} is at its store`,
    async () => (await found(storeId)).length > 0,
    WITHIN_MS,
  );
  const [orderId] = await found(storeId);
  await staff[storeId]!.send('POST', `/v1/stores/${storeId}/orders/${orderId}/arrival`, {});
  await until(
    `the order of ${place} is on the board`,
    async () => {
      const { cards } = await staff[storeId]!.send<BoardSnapshot>('GET', `/v1/stores/${storeId}/board`);
      return cards.some((card) => card.orderId === orderId && card.customerName === 'Zoé O.');
    },
    WITHIN_MS,
  );
}

it('connects WooCommerce, maps its place by one press, and tells of a wrong signature', async () => {
  const screen = await managed.open('fr');
  const { page, texts, press, fill, complaints } = screen;
  const { running } = managed;
  await press('manager_shops');
  await sees(screen, texts.say('shops_none'));
  await page.getByRole('combobox', { name: texts.say('shops_way'), exact: true }).selectOption('webhooks');
  await fill('shops_name', 'Épicerie');
  await press('shops_connect');
  const secret = await secretOf(screen);
  await sees(screen, texts.say('shops_state_nothing'));
  await judge(page, 'shop-new-fr');
  await press('people_noted');
  const { id } = (await connections())[0]!;

  // An order of a place that nobody knows waits, and its place is the store that it is like.
  expect(await deliver(id, secret, { id: 11 })).toBe(200);
  const { name } = running.store.settings;
  const mapping = page.getByRole('button', {
    name: texts.say('shops_place_is_named', { place: PLACE.name, store: name }),
    exact: true,
  });
  await mapping.waitFor({ timeout: WITHIN_MS });
  await sees(screen, texts.say('shops_held_location_unknown', { place: PLACE.name }));
  expect(await found(running.store.id)).toEqual([]);
  await judge(page, 'shop-held-fr');
  await mapping.click();
  await sees(screen, texts.say('shops_place_mapped', { store: name }));
  await sees(screen, texts.say('shops_held_none'));
  await comesToTheBoard(running.store.id, PLACE.name);

  // The old secret is good for a day, a wrong one never.
  await press('shops_rotate_named', { name: 'Épicerie' });
  await sure(screen);
  const renewed = await secretOf(screen);
  expect(renewed).not.toBe(secret);
  await press('people_noted');
  expect([await deliver(id, secret, { id: 12 }), await deliver(id, renewed, { id: 13 })]).toEqual([200, 200]);
  expect(await deliver(id, 'whsec_wrong', { id: 14 })).toBe(401);
  await sees(screen, texts.say('shops_signature_do'));
  await press('shops_test_named', { name: 'Épicerie' });
  await page.getByRole('status').getByText(texts.say('shops_signature_do')).waitFor({ timeout: WITHIN_MS });
  await judge(page, 'shop-signature-fr');
  expect(await deliver(id, renewed, { id: 15 })).toBe(200);

  // Paused it takes nothing; disconnected it is no more, and its orders stay.
  await press('shops_pause');
  await sees(screen, texts.say('shops_paused_what'));
  expect(await deliver(id, renewed, { id: 16 })).toBe(404);
  await press('shops_go_on');
  await page.getByRole('button', { name: texts.say('shops_pause'), exact: true }).waitFor();
  await press('shops_remove_named', { name: 'Épicerie' });
  await sure(screen);
  await sees(screen, texts.say('shops_none'));
  expect(await deliver(id, renewed, { id: 17 })).toBe(401);
  expect(await found(running.store.id)).not.toEqual([]);
  expect(complaints).toEqual([]);
}, 180_000);

it('reads a shop that sends nothing, and says what is wrong where it cannot', async () => {
  const screen = await managed.open('en');
  const { page, texts, press, fill, complaints } = screen;
  await press('manager_shops');
  await page.getByRole('combobox', { name: texts.say('shops_way'), exact: true }).selectOption('read');
  await fill('shops_name', 'Warehouse');
  await fill('shops_address', 'https://192.168.1.4');
  await fill('shops_consumer_key', 'ck_1');
  await fill('shops_consumer_secret', 'cs_1');
  await press('shops_connect');
  await page.getByRole('alert').getByText('OUTGOING_PRIVATE_HOSTS').waitFor({ timeout: WITHIN_MS });
  await judge(page, 'shop-refused-en');
  await fill('shops_address', peer.address);
  await press('shops_connect');
  await page.getByRole('button', { name: texts.say('shops_read_named', { name: 'Warehouse' }) }).waitFor();
  // A shop that sends nothing has nothing to sign.
  expect(await page.locator('.secret').count()).toBe(0);

  peer.answer = () => ({ status: 401, body: {} });
  await press('shops_test_named', { name: 'Warehouse' });
  await page
    .getByRole('status')
    .getByText(texts.say('shops_do_not_signed_in'))
    .waitFor({ timeout: WITHIN_MS });
  const at = new Date().toISOString().slice(0, 19);
  peer.answer = ({ query }) => ({
    body: query.get('page') === '1' ? [wooOrder({ id: 31, at, place: PLACE })] : [],
  });
  await press('shops_read_named', { name: 'Warehouse' });
  await sees(screen, texts.say('shops_read_done', { count: 1 }));
  await sees(screen, texts.say('shops_held_order', { id: 31 }));

  // Another store than the one that is suggested, found by its name.
  const [, bristol] = managed.running.demo.credentials.stores;
  await press('shops_place_other_named', { place: PLACE.name });
  await page
    .getByRole('region', { name: /Warehouse/ })
    .getByPlaceholder(texts.say('manager_find_store'))
    .fill('Harbour');
  await page.getByRole('button', { name: /^Harbour Larder/ }).click();
  await sees(screen, texts.say('shops_place_mapped', { store: 'Harbour Larder' }));
  await comesToTheBoard(bristol!.id, PLACE.name);
  await judge(page, 'shop-read-en');

  // Keys and what the shop is told are changed from the version that is shown.
  await page.getByText(texts.say('shops_change'), { exact: true }).click();
  const settings = page.getByRole('region', { name: /Warehouse/ });
  await settings.getByRole('combobox', { name: texts.say('shops_tell'), exact: true }).selectOption('full');
  await settings.getByRole('button', { name: texts.say('shops_save'), exact: true }).click();
  const kept = async () => (await connections()).find(({ name }) => name === 'Warehouse');
  await expect.poll(kept, { timeout: WITHIN_MS }).toMatchObject({ writeBack: 'full', canRead: true });
  await page.getByRole('status').getByText(texts.say('shops_saved')).waitFor({ timeout: WITHIN_MS });
  expect(complaints).toEqual([]);
}, 180_000);
