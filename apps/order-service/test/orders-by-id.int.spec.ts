/** Shops name an order by its id alone, and it is looked for at its own store. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@curbline/contracts/http';
import { StoresService } from '@curbline/order-service';
import { markOf, newOrderId } from '../src/pickups/order-ids.js';
import { LYON, World, type Caller } from './world.js';

let world: World;
let shop: Caller;
beforeAll(async () => {
  world = await World.open();
  shop = await world.shop();
}, 120_000);
afterAll(() => world.close());

const read = (orderId: string) => shop.get<OrderView>(`/v1/orders/${orderId}`);
const rename = (from: string, to: string): Promise<unknown> =>
  world.dataSource.query('UPDATE pickup_order SET id = $2 WHERE id = $1', [from, to]);

/** Two ids of stores with the same mark: some thousands are tried. */
function twins(): [string, string] {
  const seen = new Map<string, string>();
  for (let n = 0; ; n += 1) {
    const id = `twin-${n}`;
    const mark = markOf(id).toString('hex');
    const other = seen.get(mark);
    if (other !== undefined) return [other, id];
    seen.set(mark, id);
  }
}

describe('an order named by its id', () => {
  it('is found, commanded and given a link, under the mark of its store', async () => {
    const { order } = await world.order(shop, await world.store());
    expect((await read(order.id)).body.id).toBe(order.id);
    expect((await read(order.id.toUpperCase())).body.id).toBe(order.id);
    expect((await shop.post<OrderView>(`/v1/orders/${order.id}/ready`)).body.state).toBe('ready');
    expect((await shop.post(`/v1/orders/${order.id}/link`)).status).toBe(201);
  });

  it('is found at either of two stores with one mark', async () => {
    const pair = twins();
    expect(markOf(pair[0])).toEqual(markOf(pair[1]));
    for (const storeId of pair) await world.app.get(StoresService).create(storeId, LYON);
    for (const storeId of pair) {
      const { order } = await world.order(shop, storeId);
      expect((await read(order.id)).body).toMatchObject({ id: order.id, storeId });
    }
  });

  it('is found when it was placed before ids had a mark', async () => {
    const { order } = await world.order(shop, await world.store());
    const id = randomUUID();
    await rename(order.id, id);
    expect((await read(id)).body).toMatchObject({ id, shortCode: order.shortCode });
    expect((await shop.post<OrderView>(`/v1/orders/${id}/ready`)).body.state).toBe('ready');
  });

  it('is looked for at no other store than its mark’s', async () => {
    const [storeId, other] = [await world.store(), await world.store()];
    const { order } = await world.order(shop, storeId);
    // What never is: an order of one store under the mark of another, and of none.
    for (const id of [newOrderId(other), newOrderId('no-such-store')]) {
      await rename(order.id, id);
      expect((await read(id)).status).toBe(404);
      await rename(id, order.id);
    }
    expect((await read(order.id)).status).toBe(200);
  });
});
