/** The keys of shops: how they are issued and revoked, and that one sees, changes and repeats only its own shop's orders. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssuedShopKey, OrderView, ShopKeyView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { ShopKeysRepository } from '../src/shop-keys/shop-keys.repository.js';
import { OrdersOfShops1767226440001 } from '../src/migrations/before-0.1/14-orders-of-shops.js';
import { TestSetup } from './test-setup.js';

let setup: TestSetup;
beforeAll(async () => {
  setup = await TestSetup.open();
}, 120_000);
afterAll(() => setup.close());

describe('a key of another shop at the same store', () => {
  it('neither reads, links, prepares nor cancels the order, and hears what it hears of unknown ones', async () => {
    const storeId = await setup.store();
    const [first, rival] = [await setup.shop(), await setup.shop([storeId])];
    const { order } = await setup.order(first, storeId);
    const unknown = (await rival.get<Problem>(`/v1/orders/${randomUUID()}`)).body;
    const answers = [
      await rival.get<Problem>(`/v1/orders/${order.id}`),
      ...(await Promise.all(
        ['preparing', 'ready', 'cancel', 'link', 'link/revoke'].map((command) =>
          rival.post<Problem>(`/v1/orders/${order.id}/${command}`),
        ),
      )),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect({ ...body, instance: '', requestId: '' }).toEqual({ ...unknown, instance: '', requestId: '' });
    }
    expect((await first.get<OrderView>(`/v1/orders/${order.id}`)).body).toMatchObject({
      state: 'placed',
      version: 1,
    });
  });

  it('has idempotency keys of its own', async () => {
    const storeId = await setup.store();
    const [first, rival] = [await setup.shop(), await setup.shop()];
    const body = { storeId, customer: { firstName: 'Zoé' } };
    const [one, two] = [
      await first.post<never>('/v1/orders', body, 'same'),
      await rival.post<never>('/v1/orders', body, 'same'),
    ];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).not.toEqual(two.body);
  });

  it('is told why its own order cannot be canceled, without the card that staff see', async () => {
    const storeId = await setup.store();
    const shop = await setup.shop();
    const { order } = await setup.order(shop, storeId, { note: 'canary note' });
    const staff = await setup.staff(storeId, 'Léa');
    await staff.post(`/v1/stores/${storeId}/orders/${order.id}/hand-over`, {
      proof: 'none',
      reason: 'known_customer',
    });
    const refused = await shop.post<Problem>(`/v1/orders/${order.id}/cancel`);
    expect([refused.status, refused.body.code]).toEqual([409, 'not-possible-now']);
    expect(refused.body.card).toBeUndefined();
  });
});

describe('a new key of the same shop', () => {
  it('sees what the old key placed', async () => {
    const storeId = await setup.store();
    const shopId = randomUUID();
    const { order } = await setup.order(await setup.shop(null, shopId), storeId);
    const fresh = await setup.shop([storeId], shopId);
    expect((await fresh.post(`/v1/orders/${order.id}/ready`)).status).toBe(200);
    expect(
      (await (await setup.shop([await setup.store()], shopId)).get(`/v1/orders/${order.id}`)).status,
    ).toBe(404);
  });
});

describe('orders from before they had a shop', () => {
  it('get the shop that placed them, by the log', async () => {
    const storeId = await setup.store();
    const shopId = randomUUID();
    const shop = await setup.shop(null, shopId);
    const [known, unknown] = [await setup.order(shop, storeId), await setup.order(shop, storeId)];
    const ids = [known.order.id, unknown.order.id];
    await setup.dataSource.query('UPDATE pickup_order SET shop_id = NULL WHERE id = ANY($1::uuid[])', [ids]);
    await setup.dataSource.query(
      `UPDATE store_event SET actor = '{"kind":"system","id":null,"name":null}' WHERE entity_id = $1`,
      [unknown.order.id],
    );
    await setup.dataSource.query('DROP INDEX pickup_order_by_reference');
    expect((await shop.get(`/v1/orders/${known.order.id}`)).status).toBe(404);
    const runner = setup.dataSource.createQueryRunner();
    await new OrdersOfShops1767226440001().up(runner);
    await runner.release();
    expect((await shop.get(`/v1/orders/${known.order.id}`)).status).toBe(200);
    expect((await shop.get(`/v1/orders/${unknown.order.id}`)).status).toBe(404);
  });
});

describe('a shop’s key', () => {
  let storeId: string;
  beforeAll(async () => {
    storeId = await setup.store();
  });
  const asks = (key: string, address = '192.0.2.1') =>
    setup.app.inject({
      url: '/v1/orders/00000000-0000-4000-8000-000000000000',
      headers: { authorization: `Bearer ${key}` },
      remoteAddress: address,
    });

  it('opens its stores only, until it is revoked', async () => {
    const now = setup.clock.now();
    const { id, key } = await setup.dataSource.transaction((manager) =>
      new ShopKeysRepository().create(
        manager,
        { shopId: 'shop-1', name: 'Boutique', storeIds: [storeId] },
        now,
      ),
    );
    expect((await asks(key)).statusCode).toBe(404);
    const other = await setup.store();
    const response = await setup.app.inject({
      method: 'POST',
      url: '/v1/orders',
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': 'k-1' },
      payload: { storeId: other, customer: { firstName: 'Zoé' } },
    });
    expect([403, 404]).toContain(response.statusCode);
    await setup.dataSource.transaction((manager) => new ShopKeysRepository().revoke(manager, id, now));
    setup.clock.advance(2000);
    expect((await asks(key)).statusCode).toBe(401);
  });

  it('wrong ones are held against the address, right ones still pass', async () => {
    const { key } = await setup.dataSource.transaction((manager) =>
      new ShopKeysRepository().create(
        manager,
        { shopId: 'shop-2', name: 'Boutique', storeIds: null },
        setup.clock.now(),
      ),
    );
    for (let i = 0; i < 60; i += 1)
      expect((await asks(`cbk_${'x'.repeat(32)}`, '192.0.2.7')).statusCode).toBe(401);
    expect((await asks(`cbk_${'x'.repeat(32)}`, '192.0.2.7')).statusCode).toBe(429);
    expect((await asks(key, '192.0.2.7')).statusCode).toBe(404);
  });

  it('is made, listed and revoked by an admin alone; its secret is told once', async () => {
    const admin = await setup.manager(null);
    const wish = { shopId: 'boutique', name: 'Boutique', storeIds: [storeId] };
    const made = await admin.post<IssuedShopKey>('/v1/shop-keys', wish);
    expect(made.status).toBe(201);
    expect((await asks(made.body.key)).statusCode).toBe(404);
    const listed = await admin.get<ShopKeyView[]>('/v1/shop-keys');
    expect(listed.body).toContainEqual(
      expect.objectContaining({ ...wish, id: made.body.id, revokedAt: null }),
    );
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
    expect((await admin.post(`/v1/shop-keys/${made.body.id}/revoke`)).body.revokedAt).toBe(setup.clock.iso());
    expect((await asks(made.body.key)).statusCode).toBe(401);

    expect((await admin.post('/v1/shop-keys', { ...wish, storeIds: ['nowhere'] })).body.code).toBe(
      'store-unknown',
    );
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await admin.post(`/v1/shop-keys/${unknown}/revoke`)).status).toBe(404);
    const boss = await setup.manager(storeId);
    expect((await boss.get('/v1/shop-keys')).status).toBe(403);
    expect((await boss.post('/v1/shop-keys', wish)).status).toBe(403);
    expect((await boss.post(`/v1/shop-keys/${made.body.id}/revoke`)).status).toBe(403);
  });
});
