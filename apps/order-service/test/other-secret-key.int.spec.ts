/** What was sealed with a SECRET_KEY that the installation no longer has: it is lost, and nothing else is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IssuedShopConnection, PersonalData, ShopConnectionView } from '@curbline/contracts/http';
import { Browser } from './browser.js';
import { Crew } from './crew.js';
import { addTotp, anne, codeAt, enter, factor } from './managers-factors.js';
import { ShopWorld } from './shop-world.js';
import { CONFLUENCE, wooHeaders, wooOrder } from './woo-orders.js';

/** No key opens this. */
const SEALED_OTHERWISE = 'AAAA';

let world: ShopWorld;
let storeId: string;
beforeAll(async () => {
  world = await ShopWorld.open();
  storeId = await world.setup.store();
}, 120_000);
afterAll(() => world.close());

const rows = (sql: string, values: unknown[]) => world.setup.dataSource.query(sql, values);
const orderOf = (shop: IssuedShopConnection, id: number) => {
  const body = JSON.stringify(wooOrder({ id, at: '2026-03-11T08:00:00', place: CONFLUENCE }));
  return world.send(shop.id, body, wooHeaders(body, shop.signingKey ?? ''));
};
const listed = async ({ id }: IssuedShopConnection) => {
  const { status, body } = await world.admin.get<ShopConnectionView[]>('/v1/shop-connections');
  expect(status).toBe(200);
  return body.find((one) => one.id === id);
};

it('leaves a person’s copy whole but for it', async () => {
  const shop = await world.setup.shop();
  const { body } = await shop.post<{ order: { id: string } }>('/v1/orders', {
    storeId,
    customer: { firstName: 'Zoé', phone: '+33 6 11 22 33 44' },
  });
  const orderId = body.order.id;
  await rows('UPDATE contact SET sealed = $2 WHERE order_id = $1', [orderId, SEALED_OTHERWISE]);
  const answer = await world.admin.post<PersonalData>('/v1/personal-data/export', { orderId }, null);
  expect(answer.status).toBe(200);
  const [order] = answer.body.orders;
  expect(order).toMatchObject({ order: { customer_name: 'Zoé' }, contact: { unreadable: true } });
  expect(JSON.stringify(order)).not.toContain('6112233');
});

it('makes a shop’s connection say so, takes nothing by it, and stops no other', async () => {
  const lost = await world.connect({ kind: 'woocommerce', name: 'Lost' });
  const other = await world.connect({ kind: 'woocommerce', name: 'Other' });
  await rows('UPDATE shop_connection SET signing_key = $2 WHERE id = $1', [lost.id, SEALED_OTHERWISE]);
  expect(await listed(lost)).toMatchObject({ trouble: 'sealed_otherwise' });
  expect(await listed(other)).toMatchObject({ trouble: null });
  expect((await orderOf(lost, 1)).status).toBe(401);
  expect((await orderOf(other, 2)).status).toBe(200);

  const { status, body } = await world.admin.post<IssuedShopConnection>(
    `/v1/shop-connections/${lost.id}/rotate`,
  );
  expect([status, body.trouble]).toEqual([200, null]);
  expect((await orderOf(body, 1)).status).toBe(200);
});

it('keeps no other delivery of a shop waiting', async () => {
  const shop = await world.connect({ kind: 'woocommerce' });
  await orderOf(shop, 1);
  await world.applied();
  await rows(
    "UPDATE shop_inbox SET body = $2, state = 'waiting', try_after = received_at WHERE connection_id = $1",
    [shop.id, SEALED_OTHERWISE],
  );
  await orderOf(shop, 2);
  await world.applied();
  const { heldOrders, deliveries } = await world.details(shop.id);
  expect(heldOrders.map(({ externalId }) => externalId)).toContain('2');
  expect(deliveries.map(({ reason }) => reason)).toContain('sealed_otherwise');
});

it('keeps no other order that waited for its place waiting', async () => {
  const shop = await world.connect({ kind: 'woocommerce' });
  for (const id of [1, 2]) await orderOf(shop, id);
  await world.applied();
  await rows("UPDATE shop_order SET content = $2 WHERE connection_id = $1 AND external_id = '1'", [
    shop.id,
    SEALED_OTHERWISE,
  ]);
  await world.map(shop.id, CONFLUENCE.name, storeId);
  expect((await world.placed(shop.id)).map(({ reference }) => reference)).toEqual(['2']);
  expect((await world.details(shop.id)).heldOrders).toMatchObject([{ externalId: '1' }]);
});

it('makes the codes of an app wrong, no fault of the program', async () => {
  const { setup } = world;
  const { id, login, browser } = await anne(await Crew.of(setup));
  const { secret } = await addTotp(browser, setup);
  await rows('UPDATE totp SET sealed_secret = $2 WHERE staff_id = $1', [id, SEALED_OTHERWISE]);
  setup.clock.advance(60_000);
  const next = new Browser(setup);
  await enter(next, login);
  const { status, body } = await factor(next, { code: codeAt(secret, setup.clock.now()) });
  expect([status, body.code]).toEqual([401, 'wrong-factor']);
});
