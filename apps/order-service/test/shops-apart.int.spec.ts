/** Two shops at one store: a key sees, changes and repeats nothing but what is its own shop's. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import { OrdersOfShops1767226440001 } from '../src/migrations/before-0.1/14-orders-of-shops.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

describe('a key of another shop at the same store', () => {
  it('neither reads, links, prepares nor cancels the order, and hears what it hears of unknown ones', async () => {
    const storeId = await world.store();
    const [first, rival] = [await world.shop(), await world.shop([storeId])];
    const { order } = await world.order(first, storeId);
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
    const storeId = await world.store();
    const [first, rival] = [await world.shop(), await world.shop()];
    const body = { storeId, customer: { firstName: 'Zoé' } };
    const [one, two] = [
      await first.post<never>('/v1/orders', body, 'same'),
      await rival.post<never>('/v1/orders', body, 'same'),
    ];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body).not.toEqual(two.body);
  });

  it('is told why its own order cannot be canceled, without the card that staff see', async () => {
    const storeId = await world.store();
    const shop = await world.shop();
    const { order } = await world.order(shop, storeId, { note: 'canary note' });
    const staff = await world.staff(storeId, 'Léa');
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
    const storeId = await world.store();
    const shopId = randomUUID();
    const { order } = await world.order(await world.shop(null, shopId), storeId);
    const fresh = await world.shop([storeId], shopId);
    expect((await fresh.post(`/v1/orders/${order.id}/ready`)).status).toBe(200);
    expect(
      (await (await world.shop([await world.store()], shopId)).get(`/v1/orders/${order.id}`)).status,
    ).toBe(404);
  });
});

describe('orders from before they had a shop', () => {
  it('get the shop that placed them, by the log', async () => {
    const storeId = await world.store();
    const shopId = randomUUID();
    const shop = await world.shop(null, shopId);
    const [known, unknown] = [await world.order(shop, storeId), await world.order(shop, storeId)];
    const ids = [known.order.id, unknown.order.id];
    await world.dataSource.query('UPDATE pickup_order SET shop_id = NULL WHERE id = ANY($1::uuid[])', [ids]);
    await world.dataSource.query(
      `UPDATE store_event SET actor = '{"kind":"system","id":null,"name":null}' WHERE entity_id = $1`,
      [unknown.order.id],
    );
    await world.dataSource.query('DROP INDEX pickup_order_by_reference');
    expect((await shop.get(`/v1/orders/${known.order.id}`)).status).toBe(404);
    const runner = world.dataSource.createQueryRunner();
    await new OrdersOfShops1767226440001().up(runner);
    await runner.release();
    expect((await shop.get(`/v1/orders/${known.order.id}`)).status).toBe(200);
    expect((await shop.get(`/v1/orders/${unknown.order.id}`)).status).toBe(404);
  });
});
